/** Whether the module may carry an index, which a bare `open()` then asks it for: packing says so. */
declare const KEYSEEK_CARRIES: boolean;
