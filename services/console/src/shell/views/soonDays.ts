/* Apart from the views, which come with the menu of them: routes ask with it. */

/** How many days ahead an offer counts as running out. */
export const soonDays = 7;
