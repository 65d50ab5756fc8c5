/** Where neither a plan nor RODER_TIME_ZONE says which. */
export const usualTimeZone = 'Europe/Stockholm';
