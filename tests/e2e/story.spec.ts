// The main job, end to end: an employee asks, an LBA decides, JobAG lets in, and shuts out.
import { checkPage } from './page-checks.ts';
import { expect, test } from './people.ts';

const role = 'JobAG.Virksomhedsbruger';
const reason = 'Jeg skal slå stillinger op for byggeafdelingen i Aarhus.';
const notFound = 'Siden findes ikke, eller du har ikke adgang til den';
const lastYear = new Date().getFullYear() + 1;

test('an employee asks, an LBA decides, JobAG lets in and shuts out', async ({ logIn, visit }) => {
  test.slow();
  const [anne, jens, karen] = await Promise.all([
    logIn('lba-nordisk', { at: '/anmodninger' }),
    logIn('lba2-nordisk', { at: '/anmodninger' }),
    logIn('lba-fjord', { at: '/anmodninger' }),
  ]);
  const bo = await visit({ at: '/jobag?login_hint=ny-nordisk' });

  await test.step('Bo is told in plain words that he has no access, and asks for it', async () => {
    await bo.getByRole('link', { name: 'Log ind med MitID Erhverv' }).click();
    await expect(bo.getByRole('heading', { level: 1, name: 'Du har ikke adgang endnu' })).toBeVisible();
    await checkPage(bo, 'jobag-no-access');
    await bo.getByRole('link', { name: 'Anmod om adgang' }).click();
    await expect(bo.getByRole('heading', { level: 1, name: 'Anmod om adgang' })).toBeVisible();
  });

  await test.step('A reason that says nothing is sent back with the way to mend it', async () => {
    await expect(bo.getByRole('radio', { name: new RegExp(role) })).toBeChecked();
    await checkPage(bo, 'request-access');
    await bo.getByRole('button', { name: 'Videre' }).click();
    await bo.getByLabel('Hvad skal du bruge adgangen til?').fill('Job');
    await bo.getByRole('button', { name: 'Videre' }).click();
    await expect(bo.getByRole('alert').getByRole('link', { name: /Skriv mindst 10 tegn/ })).toBeVisible();
    await checkPage(bo, 'request-invalid');
  });

  await test.step('He checks what he sends, and gets a receipt', async () => {
    await bo.getByLabel('Hvad skal du bruge adgangen til?').fill(reason);
    await bo.getByRole('button', { name: 'Videre' }).click();
    await expect(bo.getByRole('heading', { name: 'Kontrollér og send' })).toBeVisible();
    await expect(bo.getByText(role)).toBeVisible();
    await expect(bo.getByText(reason)).toBeVisible();
    await checkPage(bo, 'request-check');
    await bo.getByRole('button', { name: 'Send anmodning' }).click();
    await expect(bo.getByRole('heading', { name: 'Din anmodning er sendt' })).toBeVisible();
    await checkPage(bo, 'request-receipt');
    await bo.getByRole('link', { name: 'Gå til Mine anmodninger' }).click();
    await expect(bo.getByRole('main')).toContainText('Afventer');
    await expect(bo.getByRole('main')).toContainText(reason);
    await checkPage(bo, 'my-requests-waiting');
  });

  await test.step('Both LBAs see it and how many wait; another company sees nothing', async () => {
    for (const lba of [anne, jens]) {
      await lba.reload();
      await expect(lba.getByRole('link', { name: /Anmodninger.*1 venter på dig/ })).toBeVisible();
      await expect(lba.getByRole('row', { name: /Bo Vestergaard/ })).toContainText(reason.slice(0, 40));
    }
    await checkPage(anne, 'inbox');
    await karen.reload();
    await expect(karen.getByRole('main')).not.toContainText('Bo Vestergaard');
  });

  await test.step('Jens opens it, and does not decide yet', async () => {
    await jens.getByRole('link', { name: 'Bo Vestergaard' }).click();
    await expect(jens.getByRole('button', { name: 'Godkend', exact: true })).toBeVisible();
    await karen.goto(jens.url());
    await expect(karen.getByRole('heading', { level: 1 })).toHaveText(notFound);
    await bo.goto(jens.url());
    await expect(bo.getByRole('heading', { level: 1, name: /Anmodning/ })).toBeVisible();
    await expect(bo.getByRole('button', { name: /Godkend/ })).toHaveCount(0);
  });

  await test.step('Anne approves for a shorter time', async () => {
    await anne.getByRole('link', { name: 'Bo Vestergaard' }).click();
    await expect(anne.getByText(/Godkender du, får Bo Vestergaard straks rollen/)).toBeVisible();
    await checkPage(anne, 'request-to-decide');
    await anne.getByRole('button', { name: 'Godkend for kortere tid' }).click();
    const dialog = anne.getByRole('dialog', { name: 'Godkend for kortere tid' });
    await checkPage(anne, 'approve-shorter');
    await dialog.getByLabel('Dag').fill('31');
    await dialog.getByLabel('Måned').fill('12');
    await dialog.getByLabel('År').fill(String(lastYear));
    await dialog.getByLabel(/Besked til medarbejderen/).fill('Velkommen til.');
    await dialog.getByRole('button', { name: 'Godkend', exact: true }).click();
    await expect(anne.getByText('Anmodningen er afgjort')).toBeVisible();
    await expect(anne.getByRole('main')).toContainText('Godkendt af Anne Holm');
    await checkPage(anne, 'request-decided');
  });

  await test.step('Jens, clicking late, reads who decided and when', async () => {
    await jens.getByRole('button', { name: 'Godkend', exact: true }).click();
    await expect(jens.getByText('Anmodningen blev afgjort, mens du så på den')).toBeVisible();
    await expect(jens.getByRole('main')).toContainText(/Godkendt af Anne Holm den \d{1,2}\. \w+ \d{4}/);
    await checkPage(jens, 'request-decided-meanwhile');
  });

  await test.step('Bo reads the answer, and JobAG lets him in', async () => {
    await bo.goto('/mine-anmodninger');
    await expect(bo.getByRole('main')).toContainText('Godkendt af Anne Holm');
    await expect(bo.getByRole('main')).toContainText('Velkommen til.');
    await expect(bo.getByRole('main')).toContainText(`31. december ${lastYear}`);
    await checkPage(bo, 'my-requests-approved');
    await bo.goto('/mine-adgange');
    await expect(bo.getByRole('row', { name: new RegExp(role) })).toContainText('Godkendt af Anne Holm');
    await checkPage(bo, 'my-access');
    await bo.goto('/jobag');
    await expect(bo.getByRole('heading', { level: 1 })).toHaveText('Du er logget ind i Jobnet for Arbejdsgivere');
    await checkPage(bo, 'jobag-inside');
  });

  await test.step('Anne takes the access back, and JobAG shuts him out', async () => {
    await anne.goto('/brugere');
    await anne.getByRole('link', { name: 'Bo Vestergaard' }).click();
    const card = anne.getByRole('listitem').filter({ hasText: role });
    await expect(card).toContainText('Godkendt af Anne Holm');
    await checkPage(anne, 'user-with-access');
    await card.getByRole('button', { name: 'Fratag' }).click();
    const dialog = anne.getByRole('dialog', { name: /Fratag Bo Vestergaard rollen .*\?/ });
    await dialog.getByLabel('Begrundelse').fill('Bo er flyttet til en anden afdeling.');
    await dialog.getByRole('button', { name: 'Fratag' }).click();
    await expect(card).toContainText('Frataget af Anne Holm');
    await bo.goto('/jobag');
    await expect(bo.getByRole('heading', { level: 1 })).toHaveText('Du har ikke adgang endnu');
  });

  await test.step('The log tells the same story', async () => {
    await jens.goto('/adgangslog');
    for (const event of ['Anmodning sendt', 'Anmodning godkendt', 'Rolle frataget']) {
      await expect(jens.getByRole('row').filter({ hasText: event }).first()).toContainText('Bo Vestergaard');
    }
    await checkPage(jens, 'access-log');
    await karen.goto('/adgangslog');
    await expect(karen.getByRole('main')).not.toContainText('Bo Vestergaard');
  });
});
