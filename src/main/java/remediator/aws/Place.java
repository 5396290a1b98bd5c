package remediator.aws;

import remediator.group.GroupArn;

/** Where an AWS client works: an account and a Region, with the partition that both lie in. */
public record Place(String partition, String account, String region) {
  public static Place of(GroupArn group) {
    return new Place(group.partition(), group.account(), group.region());
  }
}
