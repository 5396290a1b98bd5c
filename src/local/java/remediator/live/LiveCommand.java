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

  @Option(names = "-Daccount", defaultValue = "")
  private String account;

  @Option(names = "-Dregion", defaultValue = "")
  private String region;

  @Option(names = "-Dstages", defaultValue = "0,1,2", split = ",")
  private List<Integer> stages;

  @Option(names = "-Dmax-cost", defaultValue = "2.00")
  private BigDecimal maxCost;

  @Option(names = "-Dnode-type", defaultValue = "cache.t4g.micro")
  private String nodeType;

  @Option(names = "-Dsubnet-group", defaultValue = "default")
  private String subnetGroup;

  @Option(names = "-Dclean", defaultValue = "")
  private String clean;

  @Option(names = "-Dendpoint", defaultValue = "")
  private String endpoint;

  @Option(names = "-Dtarget", defaultValue = "aws")
  private Target target;

  public LiveCommand(PrintStream out) {
    this.out = out;
  }

  /** Returns 0 where nothing differs, or nothing was to be asked. */
  @Override
  public Integer call() {
    if (target == Target.LOCAL) {
      return local();
    }
    if (account.isEmpty()) {
      new RunPlan(out).print();
      return 0;
    }
    try (AwsRun run =
        new AwsRun(
            endpoint.isEmpty() ? Optional.empty() : Optional.of(URI.create(endpoint)),
            region.isEmpty() ? regionOfProfile() : region,
            credentials(),
            clean.isEmpty() ? newRun() : clean,
            RunClock.ofThisMachine(),
            RunFiles.usual(),
            out)) {
      return execute(run, chosen());
    }
  }

  /** All stages, unless some were named, on the local cloud. */
  private int local() {
    try (SandboxCloud cloud = new SandboxCloud();
        AwsRun run =
            new AwsRun(
                Optional.of(cloud.uri()),
                SandboxCloud.REGION,
                cloud.caller(),
                SandboxCloud.RUN,
                cloud.time(),
                RunFiles.usual(),
                out)) {
      account = SandboxCloud.ACCOUNT;
      maxCost = new BigDecimal("100");
      return execute(run, List.of(LiveStage.values()));
    }
  }

  private int execute(AwsRun run, List<LiveStage> chosen) {
    if (!clean.isEmpty()) {
      return run.clean(account) ? 0 : 1;
    }
    LiveOptions options =
        new LiveOptions(account, chosen, maxCost, new LiveAccount.Choices(nodeType, subnetGroup));
    return run.run(options, ExpectationCatalog.all()) ? 0 : 1;
  }

  private List<LiveStage> chosen() {
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
