// A role falls asleep when nobody uses it: the number of days is set, and use is seen. That one
// sleeps and is woken is tested over HTTP, where the clock can be turned.
import { checkPage } from './page-checks.ts';
import { expect, test } from './people.ts';

test.use({ alone: 'dormancy' });

test('a role is said to fall asleep unused, and its use is seen', async ({ logIn, visit }) => {
  await test.step('the administrator says after how many days', async () => {
    const page = await logIn('forvalter', { at: '/rollekatalog/JobAG.Virksomhedsbruger/ret' });
    await page.getByLabel('Går i dvale efter').fill('3');
    await page.getByRole('button', { name: 'Se, hvad det betyder' }).click();
    await expect(page.getByText('Der er 1 fejl')).toBeVisible();
    await page.getByLabel('Går i dvale efter').fill('7');
    await page.getByRole('button', { name: 'Se, hvad det betyder' }).click();
    await page.getByRole('button', { name: 'Gem ændringen' }).click();
    await expect(page.getByRole('main')).toContainText('7 dage uden brug');
    await checkPage(page, 'dormancy-role');
  });

  const anne = await logIn('lba-nordisk', { at: '/brugere' });
  await test.step('the LBA reads that an access was not used', async () => {
    await anne.getByRole('link', { name: 'Mette Lund' }).first().click();
    await expect(anne.getByRole('main')).toContainText('Ikke brugt, så vidt vi ved');
    await checkPage(anne, 'dormancy-user');
  });

  await test.step('who is let into the portal has used it', async () => {
    const portal = await visit({ at: '/jobag?login_hint=bruger-nordisk' });
    await portal.getByRole('link', { name: 'Log ind med MitID Erhverv' }).click();
    await expect(portal.getByRole('heading', { level: 1 })).toHaveText('Du er logget ind i Jobnet for Arbejdsgivere');
    await expect(async () => {
      await anne.reload();
      await expect(anne.getByRole('main')).toContainText('Sidst brugt den', { timeout: 2_000 });
    }).toPass();
  });

  await test.step('its holder is told, also in English', async () => {
    const mette = await logIn('bruger-nordisk', { at: '/mine-adgange', language: 'en' });
    await expect(mette.getByRole('main')).toContainText('Last used on');
    await checkPage(mette, 'dormancy-mine-en');
  });
});
