/**
 * All in one classic script, which works from `file:` as well, where browsers load no modules and fetch nothing:
 *
 *     <script src="keyseek-single.js"></script>
 *     <keyseek-search></keyseek-search>
 *
 * A classic script exports nothing, so the API is a global, `keyseek`: `const index = await keyseek.open()`.
 */

import * as keyseek from "../keyseek.js";
import * as beside from "../widget/beside.js";
import * as panel from "../widget/controller.js";
import { KeyseekSearch } from "../widget/element.js";

Object.assign(globalThis, { keyseek });
KeyseekSearch.engine = async () => keyseek;
KeyseekSearch.panel = async () => panel;
KeyseekSearch.beside = async () => beside;
KeyseekSearch.define();
