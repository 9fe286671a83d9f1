// A file from AMP: checked, run, and once more with nothing left to do.
import { checkPage } from './page-checks.ts';
import { expect, test } from './people.ts';

test.use({ alone: 'import' });
test.describe.configure({ timeout: 120_000 });

const organisations = ['organisations-id;type;navn;kommunekode', 'k1;kommune;Aarhus Kommune;751'];
const users = [
  'bruger-id;organisations-id;navn;e-mail',
  ...Array.from({ length: 40 }, (_, n) => `b${n};k1;Medarbejder ${n};m${n}@aarhus.example`),
];
const grants = ['bruger-id;rolle', ...users.slice(1).map((_, n) => `b${n};Arbejdsmarkedsportalen.Sagsbehandler`)];
const wrong = 'b0;Arbejdsmarkedsportalen.FindesIkke';
const good = [...organisations, ...users, ...grants].join('\n');

const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

test('a file is checked, run, and run again with nothing to do', async ({ logIn }) => {
  const page = await logIn('forvalter', { at: '/' });
  const outcome = (about: string, what: string) =>
    page.getByRole('table', { name: /^Hvad importen/ }).getByRole('row', { name: new RegExp(`^${about} ${what}`) });

  await test.step('without a file nothing is sent', async () => {
    await page.getByRole('link', { name: 'Import', exact: true }).click();
    await expect(page.getByText('Ingen importer endnu')).toBeVisible();
    await page.getByRole('button', { name: 'Læg op og kontrollér' }).click();
    await expect(page.getByRole('link', { name: 'Vælg mindst én fil' })).toBeVisible();
    await checkPage(page, 'import-no-file');
  });

  await test.step('the check says what each line will do, and which one is wrong', async () => {
    await page.getByLabel('CSV-filer').setInputFiles(file('amp.csv', `${good}\n${wrong}\n`));
    await page.getByRole('button', { name: 'Læg op og kontrollér' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('amp.csv');
    await expect(page.getByText('Kontrolleret', { exact: true })).toBeVisible();
    await expect(outcome('Brugere', 'Oprettes')).toContainText('40');
    await expect(outcome('Tildelinger', 'Afvist')).toContainText('1');
    await page.getByLabel('Udfald').selectOption('Afvist');
    const line = page.getByRole('table', { name: 'Linje for linje' }).getByRole('row', { name: /FindesIkke/ });
    await expect(line).toContainText('Rollen findes ikke i rollekataloget.');
    await expect(line).toContainText('Kolonne: rolle');
    await checkPage(page, 'import-checked');
  });

  await test.step('the run shows how far it is, and does what was checked', async () => {
    await page.getByRole('button', { name: 'Kør importen' }).click();
    await checkPage(page, 'import-run');
    await page.getByRole('dialog').getByRole('button', { name: 'Kør importen' }).click();
    await expect(page.getByText('Udført', { exact: true })).toBeVisible();
    await expect(outcome('Brugere', 'Oprettes')).toContainText('40');
    await checkPage(page, 'import-done');
    const lars = await logIn('lba-aarhus', { at: '/brugere?q=Medarbejder' });
    await expect(lars.getByRole('link', { name: 'Medarbejder 1', exact: true })).toBeVisible();
  });

  await test.step('the same file again has nothing to do', async () => {
    await page.getByRole('link', { name: 'Import', exact: true }).first().click();
    await expect(page.getByRole('row', { name: /amp\.csv/ })).toContainText('Udført');
    await checkPage(page, 'imports');
    await page.getByLabel('CSV-filer').setInputFiles(file('amp-igen.csv', good));
    await page.getByRole('button', { name: 'Læg op og kontrollér' }).click();
    await expect(page.getByText('Kontrolleret', { exact: true })).toBeVisible();
    await expect(outcome('Brugere', 'Uændret')).toContainText('40');
    await expect(outcome('Tildelinger', 'Uændret')).toContainText('40');
    await expect(outcome('Brugere', 'Oprettes')).toHaveCount(0);
  });

  await test.step('the same in English', async () => {
    const english = await logIn('forvalter', { at: new URL(page.url()).pathname, language: 'en' });
    await english.getByLabel('Outcome').selectOption('Refused');
    await expect(english.getByText('No lines match the filters.')).toBeVisible();
    await checkPage(english, 'import-checked-en');
  });
});
