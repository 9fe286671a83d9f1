// The main job in English, on a telephone.
import { checkPage } from './page-checks.ts';
import { expect, test } from './people.ts';

const role = 'JobAG.Virksomhedsbruger';
const reason = 'I publish the vacancies of our harbour office.';
const telephone = { language: 'en', width: 320 } as const;

test('an employee asks and an LBA decides and revokes, in English on a telephone', async ({ logIn }) => {
  test.slow();
  const oliver = await logIn('ny-fjord', telephone);

  await test.step('Oliver has no access yet, and asks for it', async () => {
    await expect(oliver.getByRole('heading', { level: 1, name: 'You do not have access yet' })).toBeVisible();
    await checkPage(oliver, 'english-no-access');
    await oliver.getByRole('main').getByRole('link', { name: 'Request access' }).first().click();
    await oliver.locator('label').filter({ hasText: role }).click();
    await oliver.getByRole('button', { name: 'Continue' }).click();
    await oliver.getByLabel('What do you need the access for?').fill(reason);
    await oliver.getByRole('button', { name: 'Continue' }).click();
    await expect(oliver.getByRole('heading', { name: 'Check and send' })).toBeVisible();
    await checkPage(oliver, 'english-check');
    await oliver.getByRole('button', { name: 'Send request' }).click();
    await expect(oliver.getByRole('heading', { name: 'Your request has been sent' })).toBeVisible();
  });

  const karen = await logIn('lba-fjord', { at: '/anmodninger', ...telephone });

  await test.step('Karen approves', async () => {
    await checkPage(karen, 'english-inbox');
    await karen.getByRole('link', { name: 'Oliver Bak' }).click();
    await expect(karen.getByRole('main')).toContainText(reason);
    await checkPage(karen, 'english-request-to-decide');
    await karen.getByRole('button', { name: 'Approve', exact: true }).click();
    await expect(karen.getByText('The request has been decided')).toBeVisible();
    await expect(karen.getByRole('main')).toContainText('Approved by Karen Fjeldsted');
  });

  await test.step('Oliver has it, until Karen takes it back', async () => {
    await oliver.goto('/mine-adgange');
    await expect(oliver.getByRole('main')).toContainText('Approved by Karen Fjeldsted');
    await checkPage(oliver, 'english-my-access');
    await karen.goto('/brugere');
    await karen.getByRole('link', { name: 'Oliver Bak' }).click();
    const card = karen.getByRole('listitem').filter({ hasText: role });
    await card.getByRole('button', { name: 'Revoke' }).click();
    const dialog = karen.getByRole('dialog', { name: /Revoke the role .* from Oliver Bak\?/ });
    await checkPage(karen, 'english-revoke');
    await dialog.getByLabel('Reason').fill('Oliver has left the harbour office.');
    await dialog.getByRole('button', { name: 'Revoke' }).click();
    await expect(card).toContainText('Revoked by Karen Fjeldsted');
    await oliver.goto('/mine-adgange');
    await expect(oliver.getByRole('main')).not.toContainText('Approved by Karen Fjeldsted');
  });
});
