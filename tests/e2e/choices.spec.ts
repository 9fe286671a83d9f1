// What an organisation's people are told is its LBAs' choice.
import { checkPage } from './page-checks.ts';
import { expect, test } from './people.ts';

test.use({ alone: 'choices' });

test('an LBA keeps the names of those who decide from the staff, and shows them again', async ({ logIn }) => {
  const anne = await logIn('lba-nordisk', { at: '/organisation' });
  const staff = await logIn('bruger-nordisk', { at: '/organisation' });
  await expect(staff.getByRole('main')).toContainText('Anne Holm');

  await anne.getByRole('button', { name: 'Vis kun antallet' }).click();
  await expect(anne.getByText('Medarbejderne ser nu kun antallet.')).toBeVisible();
  await expect(anne.getByRole('main')).toContainText('Anne Holm');
  await checkPage(anne, 'organisation-names-hidden');

  await staff.reload();
  await expect(staff.getByRole('main')).toContainText('Jeres lokale brugeransvarlige (2) har valgt');
  await expect(staff.getByRole('main')).not.toContainText('Anne Holm');
  await checkPage(staff, 'organisation-without-names');

  const asking = await logIn('ny-nordisk', { at: '/anmod?rolle=JobAG.Virksomhedsbruger' });
  await asking.getByRole('button', { name: 'Videre' }).click();
  await asking.getByLabel('Hvad skal du bruge adgangen til?').fill('Skal slå job op i sommer.');
  await asking.getByRole('button', { name: 'Videre' }).click();
  await asking.getByRole('button', { name: 'Send anmodning' }).click();
  await expect(asking.getByRole('main')).toContainText('af en af jeres 2 lokale brugeransvarlige');
  await checkPage(asking, 'receipt-without-names');

  await anne.getByRole('button', { name: 'Vis navnene' }).click();
  await expect(anne.getByRole('button', { name: 'Vis kun antallet' })).toBeVisible();
  await asking.goto('/mine-anmodninger');
  await expect(asking.getByRole('main')).toContainText('Anne Holm eller 1 anden');

  await test.step('the log says what changed in words', async () => {
    await anne.goto('/adgangslog');
    await expect(anne.getByRole('main')).toContainText('lokale brugeransvarlige: nej → ja');
    await checkPage(anne, 'log-of-choices');
  });
});
