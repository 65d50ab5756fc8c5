import { startRoder } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { playHere } from './https-here.mjs';
import { ownCloud } from './own-cloud.ts';

/**
 * The whole service in production mode as a process of its own, with Microsoft's side at TEST_ENTRA_URL.
 * What is meant for login.microsoftonline.com goes there too: MSAL speaks to nothing else.
 */
const entra = process.env.TEST_ENTRA_URL!;
playHere('login.microsoftonline.com', entra);
const roder = await startRoder(readConfig(process.env), ownCloud(entra));
process.once('SIGTERM', () => void roder.stop().then(() => process.exit(0)));
