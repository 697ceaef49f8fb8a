/** The module and the files of the index, each in base64 by its path: `keyseek build --single-file` puts them before the script. */
declare const KEYSEEK_FILES: Record<string, string>;
