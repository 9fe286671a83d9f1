// What an organisation has that a role requires: made, required, missed, given and taken.
import { checkPage } from './page-checks.ts';
import { expect, test } from './people.ts';

test.use({ alone: 'attributes' });

const role = 'JobAG.Virksomhedsbruger';
const attribute = 'Tilslutningsaftale er underskrevet';

test('an attribute is made, required of organisations, given and taken', async ({ logIn }) => {
  // Five people and thirteen pages, each looked at twice.
  test.slow();
  const administrator = await logIn('forvalter', { at: '/rollekatalog' });

  await test.step('a system administrator adds it, once what is wrong is mended', async () => {
    await administrator.getByRole('link', { name: 'Organisationers egenskaber' }).click();
    await expect(administrator.getByRole('heading', { level: 1 })).toHaveText('Organisationers egenskaber');
    await administrator.getByRole('button', { name: 'Opret egenskab' }).click();
    await expect(administrator.getByText('Der er 5 fejl')).toBeVisible();
    await checkPage(administrator, 'attributes-new-invalid');
    await administrator.getByLabel('Nøgle').fill('tilslutningsaftale');
    await administrator.getByLabel('Navn på dansk').fill('Tilslutningsaftale');
    await administrator.getByLabel('Navn på engelsk').fill('Agreement to join has been signed');
    await administrator.getByLabel('Beskrivelse på dansk').fill('Organisationens ledelse har underskrevet aftalen.');
    await administrator.getByLabel('Beskrivelse på engelsk').fill('The management has signed the agreement.');
    await administrator.getByRole('button', { name: 'Opret egenskab' }).click();
    const row = administrator.getByRole('row', { name: 'tilslutningsaftale' });
    await row.getByRole('button', { name: 'Ret tekst' }).click();
    await expect(administrator.getByLabel('Navn på dansk')).toBeFocused();
    await administrator.getByLabel('Navn på dansk').fill(attribute);
    await administrator.getByRole('button', { name: 'Gem' }).click();
    await expect(row).toContainText(attribute);
    await checkPage(administrator, 'attributes');
  });

  await test.step('a role comes to require it, and whom that suspends is told first', async () => {
    await administrator.goto(`/rollekatalog/${role}/ret`);
    await administrator.getByRole('group', { name: 'Kræver af organisationen' }).getByText(attribute).click();
    await checkPage(administrator, 'catalogue-change-attributes');
    await administrator.getByRole('button', { name: 'Se, hvad det betyder' }).click();
    await expect(administrator.getByRole('row').filter({ hasText: 'Mette Lund' })).toContainText('Organisationen mangler noget');
    await checkPage(administrator, 'catalogue-effect-attributes');
    await administrator.getByRole('button', { name: 'Gem ændringen' }).click();
    await expect(administrator.getByRole('heading', { level: 1 })).toHaveText('Virksomhedsbruger i Jobnet for Arbejdsgivere');
    await expect(administrator.getByRole('main')).toContainText(attribute);
  });

  const lba = await logIn('lba-nordisk', { at: '/brugere' });
  await test.step('the LBA is told why the role does not work, and who can help', async () => {
    await lba.getByRole('link', { name: 'Mette Lund' }).click();
    await expect(lba.getByRole('main')).toContainText(`Organisationen mangler: “${attribute}”`);
    await checkPage(lba, 'user-organisation-lacks');
    await lba.goto('/organisation');
    await lba.getByRole('link', { name: 'Se alle egenskaber' }).click();
    await expect(lba.getByRole('row', { name: attribute })).toContainText('Nej');
    await expect(lba.getByRole('button', { name: 'Giv' })).toHaveCount(0);
    await expect(lba.getByText('Landssupporten registrerer, hvad organisationen har.')).toBeVisible();
    await checkPage(lba, 'attributes-of-own');
  });

  const desk = await logIn('support-1', { at: '/organisationer?q=Nordisk' });
  await test.step('Landssupporten gives it, and the role works again', async () => {
    await desk.getByRole('link', { name: 'Nordisk Byg A/S' }).click();
    await checkPage(desk, 'organisation-without-attributes');
    await desk.getByRole('link', { name: 'Se alle egenskaber' }).click();
    await desk.getByRole('row', { name: attribute }).getByRole('button', { name: 'Giv' }).click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByLabel('Begrundelse').fill('Aftalen er modtaget med underskrift.');
    await checkPage(desk, 'attribute-give');
    await dialog.getByRole('button', { name: 'Giv' }).click();
    await expect(desk.getByRole('row', { name: attribute })).toContainText('Siden');
    await lba.goto('/brugere');
    await expect(lba.getByRole('row', { name: 'Mette Lund' })).toContainText(role);
    await lba.goto('/organisation');
    await expect(lba.getByRole('main')).toContainText(`${attribute}, siden`);
    await checkPage(lba, 'organisation-with-attributes');
  });

  await test.step('taking it says first how many grants stop', async () => {
    await desk.getByRole('row', { name: attribute }).getByRole('button', { name: 'Fjern' }).click();
    const dialog = desk.getByRole('dialog');
    await expect(dialog).toContainText(/\d+ tildeling(er)? holder op med at virke med det samme/);
    await checkPage(desk, 'attribute-take');
    await dialog.getByLabel('Begrundelse').fill('Aftalen er opsagt af virksomheden.');
    await dialog.getByRole('button', { name: 'Fjern' }).click();
    await expect(desk.getByRole('row', { name: attribute })).toContainText('Nej');
    await checkPage(desk, 'attributes-of-organisation');
    await lba.goto('/adgangslog');
    await expect(lba.getByRole('main')).toContainText(`ikke længere har egenskaben ${attribute}`);
  });

  await test.step('in English', async () => {
    const english = await logIn('support-1', { at: new URL(desk.url()).pathname, language: 'en' });
    await expect(english.getByRole('row', { name: 'Agreement to join has been signed' })).toContainText('No');
    await checkPage(english, 'english-attributes-of-organisation');
    const keeper = await logIn('forvalter', { at: '/egenskaber', language: 'en' });
    await expect(keeper.getByRole('heading', { level: 1 })).toHaveText('Attributes of organisations');
    await checkPage(keeper, 'english-attributes');
  });
});
