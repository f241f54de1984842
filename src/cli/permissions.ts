/** `npm run permissions`: writes docs/PERMISSIONS.md from the tables. Beside the sources of the checkout it is run in. */
import { writeFileSync } from 'node:fs';
import { permissionsText } from './permissions.text.js';

writeFileSync('docs/PERMISSIONS.md', permissionsText());
