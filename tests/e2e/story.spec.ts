// The main job, end to end: an employee asks, an LBA decides, JobAG lets in, and shuts out.
import { checkPage } from './page-checks.ts';
import { expect, test } from './people.ts';

const role = 'JobAG.Virksomhedsbruger';
const reason = 'Jeg skal slå stillinger op for byggeafdelingen i Aarhus.';

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
});
