package remediator.aws;

import remediator.group.GroupArn;

/** Where an AWS client works: an account and a Region, with the partition that both lie in. */
public record AccountRegion(String partition, String account, String region) {
  public static AccountRegion of(GroupArn group) {
    return new AccountRegion(group.partition(), group.account(), group.region());
  }
}
