package remediator.reconcile;

import remediator.group.GroupArn;

/**
 * Something that is not as the ledger says.
 *
 * @param key the same for as long as it lasts
 * @param group that it is about
 * @param about id of a group, a snapshot or a flow
 * @param text what is wrong, and what is done or to be done about it, as sentences
 */
record Discrepancy(String key, GroupArn group, String about, String text) {}
