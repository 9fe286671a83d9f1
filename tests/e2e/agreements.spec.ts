// An agreement with a provider: recorded by the kommune's LBA, a role given under it, and ended.
import { checkPage } from './page-checks.ts';
import { expect, test } from './people.ts';

test.use({ alone: 'agreements' });

test('a kommune records an agreement, gives a role under it, and ends it', async ({ logIn }) => {
  const lba = await logIn('lba-aarhus', { at: '/aftaler' });

  await test.step('what is wrong is said at the fields', async () => {
    await lba.getByRole('link', { name: 'Registrér aftale' }).click();
    await lba.getByRole('button', { name: 'Registrér aftale' }).click();
    await expect(lba.getByRole('link', { name: 'Skriv, hvornår aftalen slutter' })).toBeVisible();
    await checkPage(lba, 'agreement-record-invalid');
  });

  await test.step('it is recorded', async () => {
    await lba.getByLabel('Den anden aktørs CVR-nummer').fill('30400402');
    await lba.getByLabel('Kontrakt- eller sagsnummer').fill('AAK-2026-0999');
    const end = lba.getByRole('group', { name: 'Slutter' });
    await end.getByLabel('Dag').fill('31');
    await end.getByLabel('Måned').fill('12');
    await end.getByLabel('År').fill(String(new Date().getFullYear() + 1));
    await lba.getByRole('button', { name: 'Registrér aftale' }).click();
    await expect(lba.getByRole('heading', { name: 'Aftale AAK-2026-0999' })).toBeVisible();
  });

  await test.step('a role is given to an employee of the provider', async () => {
    await lba.getByRole('button', { name: 'Giv en rolle efter aftalen' }).click();
    await lba.getByLabel('Medarbejderens e-mail').fill('tilde.bang@jobvejen.example');
    await lba.locator('label').filter({ hasText: 'Arbejdsmarkedsportalen.Sagsbehandler' }).click();
    await lba.getByLabel('Begrundelse').fill('Skal arbejde efter den nye kontrakt.');
    await checkPage(lba, 'agreement-give');
    await lba.getByRole('button', { name: 'Giv rollen' }).click();
    await expect(lba.getByRole('row', { name: 'Tilde Bang' })).toBeVisible();
    await checkPage(lba, 'agreement');
  });

  await test.step('a role is taken again', async () => {
    await lba.getByRole('row', { name: 'Tilde Bang' }).getByRole('button', { name: 'Fratag' }).click();
    const dialog = lba.getByRole('dialog');
    await expect(dialog).toContainText('Tilde Bang');
    await dialog.getByLabel('Begrundelse').fill('Arbejder ikke længere her.');
    await dialog.getByRole('button', { name: 'Fratag' }).click();
    await expect(lba.getByRole('row', { name: 'Tilde Bang' })).toContainText('Frataget');
    await expect(lba.getByRole('button', { name: 'Fratag' })).toHaveCount(0);
  });

  await test.step('it is brought forward, and never put off', async () => {
    await lba.getByRole('button', { name: 'Forkort aftalen' }).click();
    const dialog = lba.getByRole('dialog');
    await dialog.getByLabel('Begrundelse').fill('Kontrakten er ændret.');
    const end = dialog.getByRole('group', { name: 'Ny slutdato' });
    const day = async (year: number) => {
      await end.getByLabel('Dag').fill('30');
      await end.getByLabel('Måned').fill('11');
      await end.getByLabel('År').fill(String(year));
      await dialog.getByRole('button', { name: 'Forkort aftalen' }).click();
    };
    await day(new Date().getFullYear() + 2);
    await expect(dialog.getByRole('alert')).toBeVisible();
    await day(new Date().getFullYear() + 1);
    await expect(dialog).toHaveCount(0);
    await expect(lba.getByText(`30. november ${new Date().getFullYear() + 1}`)).toBeVisible();
  });

  await test.step('it is ended, and with it the role', async () => {
    await lba.getByRole('button', { name: 'Afslut aftalen' }).click();
    const dialog = lba.getByRole('dialog');
    await dialog.getByLabel('Begrundelse').fill('Kontrakten er opsagt.');
    await dialog.getByRole('button', { name: 'Afslut aftalen' }).click();
    await expect(lba.getByText('Kontrakten er opsagt.')).toBeVisible();
    await expect(lba.getByRole('button', { name: 'Giv en rolle efter aftalen' })).toHaveCount(0);
  });
});

test('a user is shown the agreement that a role is held under', async ({ logIn }) => {
  const lba = await logIn('lba-jobvejen', { at: '/brugere' });
  await lba.getByRole('link', { name: 'Malik Juhl' }).first().click();
  await lba.getByRole('link', { name: /^Efter aftale/ }).click();
  await expect(lba.getByRole('heading', { name: /^Aftale/ })).toBeVisible();
});

test('the desk records agreements in English', async ({ logIn }) => {
  const desk = await logIn('support-1', { at: '/aftaler/ny', language: 'en' });
  await expect(desk.getByLabel('At', { exact: true })).toContainText('Aarhus Kommune');
  await checkPage(desk, 'agreement-record-english');
});
