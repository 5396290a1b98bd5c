package remediator.finding;

import remediator.group.GroupArn;

/**
 * One control's judgement of one replication group, as Security Hub reported it. A hint, not the
 * truth: the live group is looked at before anything is done.
 *
 * @param reference which finding it is, in the words of the API that updates it
 * @param control such as {@code ElastiCache.4}
 * @param group the resource that was judged
 * @param accountName as Security Hub tells it; empty where it does not
 * @param updatedAt when Security Hub (not a person, not this product) last changed it; with the
 *     finding's id it names one evaluation
 */
public record Finding(
    FindingId reference, String control, GroupArn group, String accountName, String updatedAt) {}
