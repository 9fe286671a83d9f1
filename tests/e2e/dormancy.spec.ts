// A role that nobody uses falls asleep: who is warned, and that using it keeps it awake.
import { checkPage } from './page-checks.ts';
import { expect, test } from './people.ts';

test.use({ alone: 'dormancy' });

test('an access that is not used is warned of, and stays awake when it is used', async ({ logIn, visit }) => {
  await test.step('the administrator says how long, and sees first whom it concerns', async () => {
    const page = await logIn('forvalter', { at: '/rollekatalog/JobAG.Virksomhedsbruger/ret' });
    await page.getByLabel('Går i dvale efter').fill('3');
    await page.getByRole('button', { name: 'Se, hvad det betyder' }).click();
    await expect(page.getByText('Der er 1 fejl')).toBeVisible();
    await page.getByLabel('Går i dvale efter').fill('7');
    await page.getByRole('button', { name: 'Se, hvad det betyder' }).click();
    await expect(page.getByRole('row').filter({ hasText: 'Mette Lund' })).toContainText('Går snart i dvale');
    await checkPage(page, 'dormancy-effect');
    await page.getByRole('button', { name: 'Gem ændringen' }).click();
    await expect(page.getByRole('main')).toContainText('7 dage uden brug');
    await checkPage(page, 'dormancy-role');
  });

  const anne = await logIn('lba-nordisk');
  await test.step('the LBA is warned of it on the overview and on the user', async () => {
    const unused = anne.getByRole('region', { name: 'Adgange, der ikke bliver brugt' });
    await expect(unused).toContainText('Mette Lund');
    await expect(unused).toContainText(/Går i dvale den .*, hvis den ikke bruges/);
    await checkPage(anne, 'dormancy-overview');
    await unused.getByRole('link', { name: 'Mette Lund' }).click();
    await expect(anne.getByRole('main')).toContainText('Ikke brugt, så vidt vi ved');
    await checkPage(anne, 'dormancy-user');
  });

  await test.step('its holder is told, also in English', async () => {
    const mette = await logIn('bruger-nordisk', { at: '/mine-adgange' });
    await expect(mette.getByRole('main')).toContainText('Går snart i dvale');
    await checkPage(mette, 'dormancy-mine');
    const english = await logIn('bruger-nordisk', { at: '/mine-adgange', language: 'en' });
    await expect(english.getByRole('main')).toContainText('Soon dormant');
    await checkPage(english, 'dormancy-mine-en');
  });

  await test.step('who is let into the portal has used it', async () => {
    await visit({ at: '/jobag?login_hint=bruger-nordisk' });
    await expect(async () => {
      await anne.reload();
      await expect(anne.getByRole('main')).toContainText(/Sidst brugt den/, { timeout: 1_000 });
    }).toPass();
    await expect(anne.getByRole('main')).not.toContainText('Går snart i dvale');
    await anne.goto('/');
    await expect(anne.getByRole('heading', { level: 1 })).toHaveText('Overblik');
    await expect(anne.getByRole('region', { name: 'Adgange, der ikke bliver brugt' })).toHaveCount(0);
  });
});
