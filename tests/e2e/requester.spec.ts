// What meets an employee besides an approval.
import type { Page } from '@playwright/test';
import { checkPage } from './page-checks.ts';
import { expect, test } from './people.ts';

test('a second request for the same is refused calmly, and an open one can be taken back', async ({ logIn }) => {
  const oliver = await logIn('ny-fjord', { at: '/anmod' });
  const secondTab = await oliver.context().newPage();
  await secondTab.goto('/anmod');
  await expect(secondTab.getByRole('button', { name: 'Videre' })).toBeVisible();
  await ask(oliver);
  await expect(oliver.getByRole('heading', { name: 'Din anmodning er sendt' })).toBeVisible();

  await ask(secondTab);
  await expect(secondTab.getByText('Du har allerede sendt en anmodning')).toBeVisible();
  await oliver.goto('/anmod');
  await expect(oliver.getByText('Du har allerede sendt en anmodning')).toBeVisible();
  await checkPage(oliver, 'request-already-sent');

  await oliver.getByRole('link', { name: 'Se anmodningen' }).click();
  await oliver.getByRole('button', { name: 'Træk tilbage' }).click();
  const question = oliver.getByRole('dialog', { name: 'Træk anmodningen tilbage?' });
  await checkPage(oliver, 'request-withdraw');
  await question.getByRole('button', { name: 'Træk tilbage' }).click();
  await expect(oliver.getByRole('main')).toContainText('Trukket tilbage af Oliver Bak');
});

test('an employee reads why a request was rejected', async ({ logIn }) => {
  const oliver = await logIn('ny-fjord', { at: '/anmod' });
  await ask(oliver);
  await expect(oliver.getByRole('heading', { name: 'Din anmodning er sendt' })).toBeVisible();

  const karen = await logIn('lba-fjord', { at: '/anmodninger' });
  await karen.getByRole('link', { name: 'Oliver Bak' }).click();
  await karen.getByRole('button', { name: 'Afvis' }).click();
  const dialog = karen.getByRole('dialog', { name: 'Afvis anmodningen fra Oliver Bak?' });
  await dialog.getByRole('button', { name: 'Afvis' }).click();
  await expect(dialog.getByRole('link', { name: 'Skriv, hvorfor du afviser anmodningen' })).toBeVisible();
  await checkPage(karen, 'reject-without-reason');
  await dialog.getByLabel('Hvorfor afviser du?').fill('Vi har allerede to, der slår job op.');
  await dialog.getByRole('button', { name: 'Afvis' }).click();
  await expect(karen.getByRole('main')).toContainText('Afvist af Karen Fjeldsted');

  await oliver.goto('/mine-anmodninger');
  await expect(oliver.getByRole('main')).toContainText('Vi har allerede to, der slår job op.');
  await checkPage(oliver, 'my-requests-rejected');
});

test('where a company has no LBA, the request goes to Landssupporten', async ({ logIn }) => {
  const rasmus = await logIn('ny-solo');
  await expect(rasmus.getByRole('heading', { level: 1, name: 'Du har ikke adgang endnu' })).toBeVisible();
  await expect(rasmus.getByRole('main')).toContainText('Anmodningen går til Landssupporten');
  await checkPage(rasmus, 'no-access-without-lba');
  await rasmus.getByRole('link', { name: 'Anmod om adgang' }).last().click();
  await ask(rasmus);
  await expect(rasmus.getByRole('main')).toContainText('Landssupporten afgør anmodningen');

  const birgitte = await logIn('support-1', { at: '/anmodninger' });
  await expect(birgitte.getByRole('row', { name: /Rasmus Dahl/ })).toBeVisible();
  await checkPage(birgitte, 'desk-queue');
});

async function ask(person: Page): Promise<void> {
  await person.locator('label').filter({ hasText: 'JobAG.Virksomhedsbruger' }).click();
  await person.getByRole('button', { name: 'Videre' }).click();
  await person.getByLabel('Hvad skal du bruge adgangen til?').fill('Jeg skal slå stillinger op i Jobnet.');
  await person.getByRole('button', { name: 'Videre' }).click();
  await person.getByRole('button', { name: 'Send anmodning' }).click();
}
