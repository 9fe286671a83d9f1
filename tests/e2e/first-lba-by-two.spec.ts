// Two persons of Landssupporten make somebody the first LBA of a company that has none.
import { checkPage } from './page-checks.ts';
import { expect, test } from './people.ts';

test.use({ alone: 'first-lba-by-two' });

test('one of the desk proposes, another confirms, and the LBA works at once', async ({ logIn }) => {
  const rasmus = await logIn('ny-solo');
  const birgitte = await logIn('support-1', { at: '/organisationer?lba=uden&q=Solo' });
  await birgitte.getByRole('link', { name: 'Solo Consult' }).click();
  await birgitte.getByRole('link', { name: 'Udpeg første LBA' }).click();
  await birgitte.getByText('Rasmus Dahl').click();
  await birgitte.getByLabel('Hvad viser, at personen').fill('Fuldmagt fra ejeren, set i original.');
  await birgitte.getByLabel('Hvorfor udpeger').fill('Firmaet har ringet, fordi ingen kan give adgang.');
  await birgitte.getByRole('button', { name: 'Foreslå' }).click();
  await expect(birgitte.getByRole('main')).toContainText('Venter på en kollega');

  const colleague = await logIn('support-2', { at: new URL(birgitte.url()).pathname });
  await colleague.getByRole('button', { name: 'Bekræft' }).click();
  await colleague.getByRole('dialog').getByRole('button', { name: 'Bekræft' }).click();
  await expect(colleague.getByText('Rasmus Dahl er nu lokal brugeransvarlig')).toBeVisible();
  await expect(colleague.getByRole('button', { name: 'Bekræft' })).toHaveCount(0);
  await checkPage(colleague, 'appointment-confirmed');

  await rasmus.goto('/brugere');
  await expect(rasmus.getByRole('heading', { level: 1, name: 'Brugere' })).toBeVisible();
});
