package remediator.thirdcontrol;

import java.util.Map;
import remediator.group.GroupSpec;
import remediator.group.GroupSpec.Backup;
import remediator.group.SecuritySettings;
import remediator.plan.Control;
import remediator.plan.Policy;

/** A control that Security Hub does not have: backups are kept for two weeks. */
public record KeptBackupsControl() implements Control {
  private static final int DAYS = 14;

  @Override
  public String id() {
    return "ElastiCache.99";
  }

  @Override
  public String requirement() {
    return "backed up for two weeks";
  }

  @Override
  public boolean isSatisfiedBy(SecuritySettings settings) {
    return settings.backupDays() >= DAYS;
  }

  @Override
  public Remedy remedy() {
    return Remedy.REPLACE_GROUP;
  }

  @Override
  public GroupSpec appliedTo(GroupSpec spec, Policy policy) {
    Backup is = spec.backup();
    Backup kept = new Backup(Math.max(DAYS, is.days()), is.window(), is.snapshottingNode());
    return new GroupSpec(
        spec.description(),
        spec.engine(),
        spec.layout(),
        spec.network(),
        spec.encryption(),
        spec.access(),
        kept,
        spec.maintenance(),
        spec.tags());
  }

  @Override
  public Map<String, String> wantedChanges() {
    return Map.of("backup.days", "backups of two weeks");
  }

  @Override
  public String attribute() {
    return "backupDays";
  }

  @Override
  public String value(SecuritySettings settings) {
    return String.valueOf(settings.backupDays());
  }
}
