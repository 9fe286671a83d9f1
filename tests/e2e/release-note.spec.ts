// The release note of 16 June 2025, told by the people in it: what a kommune's and an a-kasse's LBA
// cannot give, asks Landssupporten for, reads on the user, and asks to have taken away again.
import type { Page } from '@playwright/test';
import { checkPage } from './page-checks.ts';
import { expect, test } from './people.ts';

const role = 'JobAG.Virksomhedsbruger';
// Long stories, each page of which is checked and pictured twice.
test.describe.configure({ timeout: 180_000 });

const onlyTheDesk = 'Kun Landssupporten kan tildele eller fratage rollen.';

test('a case worker of Aarhus gets JobAG through Landssupporten, and loses it the same way', async ({ logIn }) => {
  const lars = await logIn('lba-aarhus', { at: '/brugere' });
  const pia = await logIn('sagsbehandler-aarhus');
  const birgitte = await logIn('support-1', { at: '/anmodninger' });
  const thomas = await logIn('support-2', { at: '/anmodninger' });

  await test.step('Lars cannot give it, reads why, and is led on', async () => {
    await lars.getByRole('link', { name: 'Pia Nørgaard' }).click();
    await lars.getByRole('link', { name: 'Tildel rolle' }).click();
    await lars.getByText(/Roller, du ikke kan tildele/).click();
    const locked = lars.locator('.refused-role').filter({ hasText: role });
    await expect(locked).toContainText(onlyTheDesk);
    await locked.getByRole('link', { name: /Send en supportanmodning/ }).click();
    await expect(lars.getByRole('heading', { level: 1 })).toHaveText('Supportanmodning');
    await expect(lars.getByRole('radio', { name: new RegExp(role) })).toBeChecked();
    await checkPage(lars, 'support-request');
  });

  await test.step('He says why, checks, sends, and gets a receipt', async () => {
    await lars.getByRole('button', { name: 'Videre' }).click();
    await lars.getByLabel('Hvad skal adgangen bruges til?').fill('Skal formidle stillinger for virksomheder.');
    await lars.getByLabel(/Sagsnummer hos jer/).fill('AAR-2025-17');
    await checkPage(lars, 'support-request-reason');
    await lars.getByRole('button', { name: 'Videre' }).click();
    await expect(lars.getByText('AAR-2025-17')).toBeVisible();
    await lars.getByRole('button', { name: 'Send anmodning' }).click();
    await expect(lars.getByRole('heading', { name: 'Supportanmodningen er sendt' })).toBeVisible();
    await checkPage(lars, 'support-request-receipt');
    await lars.goto('/anmodninger?fane=landssupporten');
    await expect(lars.getByRole('row', { name: /Pia Nørgaard/ })).toBeVisible();
    await checkPage(lars, 'inbox-at-the-desk');
  });

  await test.step('Birgitte takes it; Thomas is told and cannot decide it by mistake', async () => {
    await birgitte.reload();
    const row = birgitte.getByRole('row', { name: /Pia Nørgaard/ });
    await expect(row).toContainText('Aarhus Kommune');
    await expect(row).toContainText('Ingen behandler den');
    await checkPage(birgitte, 'desk-queue-to-decide');
    await row.getByRole('link').click();
    await expect(birgitte.getByText(/Godkender du, får Pia Nørgaard straks rollen/)).toBeVisible();
    await birgitte.getByRole('button', { name: 'Jeg ser på den' }).click();
    await expect(birgitte.getByText(/Du behandler den til/)).toBeVisible();
    await checkPage(birgitte, 'desk-request');
    await thomas.goto(birgitte.url());
    await expect(thomas.getByText(/Birgitte Ravn behandler den til/)).toBeVisible();
    await expect(thomas.getByRole('button', { name: 'Godkend', exact: true })).toHaveCount(0);
    await expect(thomas.getByRole('main')).toContainText('En anden behandler anmodningen lige nu.');
    await expect(thomas.getByRole('button', { name: 'Overtag' })).toBeVisible();
    await checkPage(thomas, 'desk-request-of-another');
    await thomas.goto('/anmodninger');
    await thomas.getByLabel('Behandles af').selectOption('Andre');
    await expect(thomas.getByRole('row', { name: /Pia Nørgaard/ })).toContainText('Birgitte Ravn');
  });

  await test.step('Birgitte asks back, Lars answers, Pia can follow', async () => {
    await birgitte.getByRole('button', { name: 'Send spørgsmål' }).click();
    await expect(birgitte.getByRole('link', { name: 'Skriv en besked' })).toBeVisible();
    await birgitte.getByLabel('Spørg tilbage').fill('Hvilke virksomheder drejer det sig om?');
    await birgitte.getByRole('button', { name: 'Send spørgsmål' }).click();
    await expect(birgitte.getByText('Venter på svar')).toBeVisible();
    await pia.goto('/mine-anmodninger');
    await expect(pia.getByRole('main')).toContainText('Venter på dit svar');
    await checkPage(pia, 'my-requests-asked-back');
    await lars.goto(birgitte.url());
    await expect(lars.getByText('Hvilke virksomheder drejer det sig om?')).toBeVisible();
    await lars.getByLabel('Skriv til den, der afgør anmodningen').fill('Bygge- og anlægsvirksomheder.');
    await lars.getByRole('button', { name: 'Send svar' }).click();
    await expect(lars.getByText('Bygge- og anlægsvirksomheder.')).toBeVisible();
    await checkPage(lars, 'request-thread');
    await birgitte.reload();
    await expect(birgitte.getByText('Bygge- og anlægsvirksomheder.')).toBeVisible();
  });

  await approve(birgitte);
  await lockedOnTheUser(lars, 'Pia Nørgaard');
  await askAway(lars, 'Pia Nørgaard');
  await decideAway(birgitte, lars, 'Pia Nørgaard');
});

test('a member of 3F gets JobAG through Landssupporten, and loses it the same way', async ({ logIn }) => {
  const hanne = await logIn('lba-3f', { at: '/brugere' });
  const birgitte = await logIn('support-1', { at: '/anmodninger' });
  await hanne.getByRole('link', { name: 'Yusuf Demir' }).click();
  await hanne.getByRole('link', { name: 'Send supportanmodning' }).click();
  await ask(hanne, 'Skal hjælpe virksomheder med at finde folk.');
  await openInQueue(birgitte, 'Yusuf Demir');
  await approve(birgitte);
  await lockedOnTheUser(hanne, 'Yusuf Demir');
  await askAway(hanne, 'Yusuf Demir');
  await decideAway(birgitte, hanne, 'Yusuf Demir');
});

test('who is no user yet must be created first, and then asked for', async ({ logIn }) => {
  const emil = await logIn('ny-aarhus');
  await expect(emil.getByRole('heading', { level: 1 })).toHaveText('Du er ikke oprettet endnu');
  await checkPage(emil, 'login-not-created');

  const lars = await logIn('lba-aarhus', { at: '/brugere' });
  await expect(lars.getByRole('main')).toContainText('Pia Nørgaard');
  await expect(lars.getByRole('main')).not.toContainText('Emil Thorup');
  await lars.goto('/anmodninger');
  await lars.getByRole('link', { name: 'Send supportanmodning' }).click();
  await lars.getByRole('searchbox').fill('Emil Thorup');
  await expect(lars.getByText('Ingen brugere passer til søgningen')).toBeVisible();
  await checkPage(lars, 'support-request-nobody');
  await lars.getByRole('link', { name: 'Opret brugeren først' }).click();
  await expect(lars.getByLabel('Fulde navn')).toHaveValue('Emil Thorup');
  await lars.getByLabel('E-mail', { exact: false }).fill('emil.thorup@aarhus-kommune.example');
  await lars.getByRole('button', { name: 'Opret bruger' }).click();
  await expect(lars.getByRole('heading', { level: 1 })).toHaveText('Supportanmodning');
  await expect(lars.getByRole('main')).toContainText('Emil Thorup');
  await ask(lars, 'Skal formidle stillinger for virksomheder.');

  const birgitte = await logIn('support-1', { at: '/anmodninger' });
  await openInQueue(birgitte, 'Emil Thorup');
  await approve(birgitte);
  await lockedOnTheUser(lars, 'Emil Thorup');
});

test('an employee of a company asks to be rid of an access', async ({ logIn }) => {
  const mette = await logIn('bruger-nordisk', { at: '/mine-adgange' });
  await mette.getByRole('link', { name: /Fjern min adgang/ }).click();
  await expect(mette.getByRole('heading', { level: 1 })).toHaveText('Fjern min adgang');
  await expect(mette.getByRole('radio', { name: new RegExp(role) })).toBeChecked();
  await checkPage(mette, 'give-up-access');
  await mette.getByRole('button', { name: 'Videre' }).click();
  await mette.getByLabel('Hvorfor skal rollen fratages?').fill('Jeg arbejder ikke med stillinger mere.');
  await mette.getByRole('button', { name: 'Videre' }).click();
  await mette.getByRole('button', { name: 'Send anmodning' }).click();
  await expect(mette.getByRole('heading', { name: 'Din anmodning er sendt' })).toBeVisible();

  const anne = await logIn('lba-nordisk', { at: '/anmodninger' });
  await anne.getByRole('row', { name: /Fratag/ }).getByRole('link').click();
  await anne.getByRole('button', { name: 'Godkend', exact: true }).click();
  await expect(anne.getByText('Anmodningen er afgjort')).toBeVisible();
  await mette.goto('/mine-adgange');
  await mette.locator('summary').filter({ hasText: 'Tidligere adgange' }).click();
  await expect(mette.getByRole('row', { name: new RegExp(role) })).toContainText('Frataget');
});

async function ask(lba: Page, reason: string): Promise<void> {
  await expect(lba.getByRole('heading', { level: 1 })).toHaveText('Supportanmodning');
  await lba.locator('label').filter({ hasText: role }).click();
  await lba.getByRole('button', { name: 'Videre' }).click();
  await lba.getByLabel('Hvad skal adgangen bruges til?').fill(reason);
  await lba.getByRole('button', { name: 'Videre' }).click();
  await lba.getByRole('button', { name: 'Send anmodning' }).click();
  await expect(lba.getByRole('heading', { name: 'Supportanmodningen er sendt' })).toBeVisible();
}

async function openInQueue(desk: Page, name: string): Promise<void> {
  await desk.goto('/anmodninger');
  await desk.getByRole('row', { name: new RegExp(name) }).getByRole('link').click();
}

async function approve(desk: Page): Promise<void> {
  await test.step('Landssupporten approves, and is asked once', async () => {
    await desk.getByRole('button', { name: 'Godkend', exact: true }).click();
    const question = desk.getByRole('dialog', { name: /Godkend anmodningen om/ });
    await question.getByRole('button', { name: 'Godkend', exact: true }).click();
    await expect(desk.getByText('Anmodningen er afgjort')).toBeVisible();
  });
}

async function lockedOnTheUser(lba: Page, name: string): Promise<void> {
  await test.step(`the LBA reads it on ${name}, locked`, async () => {
    await openUser(lba, name);
    const card = lba.getByRole('listitem').filter({ hasText: role });
    await expect(card).toContainText('Godkendt af Birgitte Ravn');
    await expect(card).toContainText(onlyTheDesk);
    await expect(card.getByRole('button', { name: 'Fratag' })).toHaveCount(0);
    await checkPage(lba, 'user-with-locked-access');
  });
}

async function askAway(lba: Page, name: string): Promise<void> {
  await test.step(`the LBA asks that ${name} lose it`, async () => {
    const card = lba.getByRole('listitem').filter({ hasText: role });
    await card.getByRole('link', { name: /Send en supportanmodning/ }).click();
    await expect(lba.getByRole('radio', { name: new RegExp(role) })).toBeChecked();
    await lba.getByRole('button', { name: 'Videre' }).click();
    await lba.getByLabel('Hvorfor skal rollen fratages?').fill('Er flyttet til en anden afdeling.');
    await lba.getByRole('button', { name: 'Videre' }).click();
    await lba.getByRole('button', { name: 'Send anmodning' }).click();
    await expect(lba.getByRole('heading', { name: 'Supportanmodningen er sendt' })).toBeVisible();
  });
}

async function decideAway(desk: Page, lba: Page, name: string): Promise<void> {
  await openInQueue(desk, name);
  await expect(desk.getByText(new RegExp(`Godkender du, mister ${name} straks rollen`))).toBeVisible();
  await approve(desk);
  await openUser(lba, name);
  await expect(lba.getByRole('listitem').filter({ hasText: role })).toContainText('Frataget af Birgitte Ravn');
}

async function openUser(lba: Page, name: string): Promise<void> {
  await lba.goto('/brugere');
  await lba.getByRole('link', { name }).click();
  await expect(lba.getByRole('heading', { level: 1 })).toHaveText(name);
}
