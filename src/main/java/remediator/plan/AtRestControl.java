package remediator.plan;

import remediator.group.GroupSpec.Encryption;

/**
 * ElastiCache.4, Config rule elasticache-repl-grp-encrypted-at-rest. Encryption at rest can be
 * chosen only when a group is made ("At-Rest Encryption in ElastiCache"), so a group that fails is
 * replaced.
 */
record AtRestControl() implements Control {
  @Override
  public String id() {
    return "ElastiCache.4";
  }

  @Override
  public String requirement() {
    return "encrypted at rest";
  }

  @Override
  public boolean isSatisfiedBy(Encryption encryption) {
    return encryption.atRest();
  }
}
