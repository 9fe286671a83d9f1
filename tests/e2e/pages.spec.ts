// Every page in both languages: what it is called, that it is accessible, that it fits a telephone.
import { checkPage } from './page-checks.ts';
import { expect, test, type Language } from './people.ts';

type PageOf = { who?: string; at: string; name: string; da: string; en: string };

const pages: PageOf[] = [
  { at: '/', name: 'sign-in', da: 'Log ind for at administrere adgange', en: 'Log in to manage access' },
  { at: '/login-fejl?kode=login-private', name: 'login-failed', da: 'Brug MitID Erhverv', en: 'Use MitID Erhverv' },
  { at: '/tilgaengelighed', name: 'accessibility', da: 'Tilgængelighedserklæring', en: 'Accessibility statement' },
  { at: '/privatliv', name: 'privacy', da: 'Privatliv', en: 'Privacy' },
  { at: '/cookies', name: 'cookies', da: 'Cookies', en: 'Cookies' },
  { who: 'medarbejder-3f', at: '/ingen-adgang', name: 'no-access', da: 'Du har ikke adgang endnu', en: 'You do not have access yet' },
  { who: 'ejer-solo', at: '/ingen-adgang', name: 'no-access-owner', da: 'Du har ikke adgang endnu', en: 'You do not have access yet' },
  { who: 'bruger-nordisk', at: '/mine-adgange', name: 'my-access-imported', da: 'Mine adgange', en: 'My access' },
  { who: 'bruger-nordisk', at: '/mine-anmodninger', name: 'my-requests-empty', da: 'Mine anmodninger', en: 'My requests' },
  { who: 'bruger-nordisk', at: '/adgangslog', name: 'access-log-forbidden', da: 'Du har ikke adgang til denne side', en: 'You have no access to this page' },
  { who: 'bruger-nordisk', at: '/findes-ikke', name: 'not-found', da: 'Siden findes ikke, eller du har ikke adgang til den', en: 'The page does not exist, or you have no access to it' },
  { who: 'lba-3f', at: '/', name: 'overview', da: 'Overblik', en: 'Overview' },
  { who: 'lba-3f', at: '/anmodninger', name: 'inbox-empty', da: 'Anmodninger', en: 'Requests' },
  { who: 'lba-3f', at: '/anmodninger?fane=afgjort', name: 'inbox-decided', da: 'Anmodninger', en: 'Requests' },
  { who: 'lba-3f', at: '/supportanmodning', name: 'support-request-pick', da: 'Supportanmodning', en: 'Support request' },
  { who: 'support-2', at: '/anmodninger', name: 'desk-queue-empty', da: 'Kø', en: 'Queue' },
  { who: 'lba-3f', at: '/brugere', name: 'users-amp', da: 'Brugere', en: 'Users' },
  { who: 'lba-3f', at: '/brugere/opret', name: 'user-create', da: 'Opret bruger', en: 'Create user' },
  { who: 'lba-3f', at: '/adgangslog', name: 'access-log-short', da: 'Adgangslog', en: 'Access log' },
  { who: 'lba-3f', at: '/organisation', name: 'organisation', da: '3F', en: '3F' },
  { who: 'support-2', at: '/', name: 'overview-desk', da: 'Overblik', en: 'Overview' },
  { who: 'revisor', at: '/adgangslog', name: 'access-log-auditor', da: 'Adgangslog', en: 'Access log' },
];

for (const language of ['da', 'en'] satisfies Language[]) {
  for (const { who, at, name, [language]: heading } of pages) {
    test(`${at} for ${who ?? 'anyone'} in ${language}`, async ({ logIn, visit }) => {
      const page = await (who ? logIn(who, { at, language }) : visit({ at, language }));
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await checkPage(page, `${name}-${language}`);
    });
  }
}

test('the language is chosen in the header, and kept', async ({ logIn }) => {
  const page = await logIn('lba-3f');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');
});

test('whoever logs out is out', async ({ logIn }) => {
  const page = await logIn('lba-3f', { at: '/brugere' });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Brugere');
  await page.getByRole('button', { name: 'Log af' }).click();
  await expect(page.getByRole('link', { name: 'Log ind med MitID Erhverv' })).toBeVisible();
  await page.goto('/brugere');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Log ind for at administrere adgange');
});

// Swagger UI, for programmers: not ours to make accessible, so axe is not asked.
test('the API is shown without the internet', async ({ visit }) => {
  const page = await visit({ at: '/docs' });
  const origin = new URL(page.url()).origin;
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith('data:')) elsewhere.push(request.url());
  });
  await page.reload();
  await expect(page.getByText('/api/v1/access-requests').first()).toBeVisible();
  expect(elsewhere).toEqual([]);
});
