package remediator.live;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import remediator.live.ask.ExpectationCatalog;
import remediator.live.core.LiveAccount;
import remediator.live.core.LiveStage;
import remediator.live.core.RunClock;
import remediator.live.sandbox.SandboxCloud;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** What {@code mvn -Plive} was asked for: the plan, a run, or to clean up after one. */
@Command
public final class LiveCommand implements Callable<Integer> {
  /** Where AWS is asked. */
  enum Target {
    AWS,
    LOCAL
  }

  private final PrintStream out;
  private final RunFiles files;

  @Option(names = "-Daccount", defaultValue = "")
  private String account;

  @Option(names = "-Dregion", defaultValue = "")
  private String region;

  @Option(names = "-Dstages", split = ",")
  private List<Integer> stages;

  @Option(names = "-Dmax-cost", defaultValue = "2.00")
  private BigDecimal maxCost;

  @Option(names = "-Dnode-type", defaultValue = LiveOptions.USUAL_NODE_TYPE)
  private String nodeType;

  @Option(names = "-Dsubnet-group", defaultValue = "default")
  private String subnetGroup;

  @Option(names = "-Dclean", defaultValue = "")
  private String clean;

  @Option(names = "-Dendpoint", defaultValue = "")
  private String endpoint;

  @Option(names = "-Dtarget", defaultValue = "aws")
  private Target target;

  /**
   * @param files of a run that is not on the local cloud
   */
  public LiveCommand(PrintStream out, RunFiles files) {
    this.out = out;
    this.files = files;
  }

  /** Returns 0 where nothing differs, or nothing was to be asked. */
  @Override
  public Integer call() {
    if (target == Target.LOCAL) {
      return local();
    }
    if (!account.isEmpty()) {
      return aws();
    }
    if (!clean.isEmpty()) {
      throw new IllegalArgumentException(
          "-Dclean=%s: type the account's id as well, -Daccount=123456789012.".formatted(clean));
    }
    new RunPlan(out).print();
    return 0;
  }

  private int aws() {
    LiveOptions options =
        options(account, chosen(LiveStage.ASK, LiveStage.DEPLOY, LiveStage.GROUPS), maxCost);
    try (AwsRun run =
        new AwsRun(
            endpoint.isEmpty() ? Optional.empty() : Optional.of(URI.create(endpoint)),
            region.isEmpty() ? regionOfProfile() : region,
            credentials(),
            clean.isEmpty() ? newRun() : clean,
            RunClock.ofThisMachine(),
            files,
            out)) {
      boolean well =
          clean.isEmpty() ? run.run(options, ExpectationCatalog.all()) : run.clean(options);
      return well ? 0 : 1;
    }
  }

  /** On the local cloud, which ends with its run and costs nothing. */
  private int local() {
    if (!clean.isEmpty()) {
      throw new IllegalArgumentException(
          "-Dclean=%s: of the local cloud nothing is left when its run has ended."
              .formatted(clean));
    }
    LiveOptions options =
        options(SandboxCloud.ACCOUNT, chosen(LiveStage.values()), new BigDecimal("100"));
    try (SandboxCloud cloud = new SandboxCloud();
        AwsRun run =
            new AwsRun(
                Optional.of(cloud.uri()),
                SandboxCloud.REGION,
                cloud.caller(),
                newRun(),
                cloud.time(),
                RunFiles.local(),
                out)) {
      return run.run(options, ExpectationCatalog.all()) ? 0 : 1;
    }
  }

  private LiveOptions options(String in, List<LiveStage> chosen, BigDecimal most) {
    return new LiveOptions(in, chosen, most, new LiveAccount.Choices(nodeType, subnetGroup));
  }

  private List<LiveStage> chosen(LiveStage... usual) {
    if (stages == null) {
      return List.of(usual);
    }
    List<LiveStage> known =
        Stream.of(LiveStage.values()).filter(s -> stages.contains(s.number())).toList();
    if (known.size() < stages.stream().distinct().count()) {
      throw new IllegalArgumentException("-Dstages=" + stages + ": there are 0, 1, 2 and 3.");
    }
    return known;
  }

  private static String newRun() {
    RandomGenerator random = RandomGenerator.getDefault();
    return "lk" + Long.toString(random.nextLong(2_000_000_000L, 70_000_000_000L), 36);
  }

  private static AwsCredentialsProvider credentials() {
    return DefaultCredentialsProvider.builder().build();
  }

  private static String regionOfProfile() {
    try {
      return new DefaultAwsRegionProviderChain().getRegion().id();
    } catch (SdkClientException e) {
      throw new IllegalArgumentException("No Region is set; name one by -Dregion.", e);
    }
  }
}
