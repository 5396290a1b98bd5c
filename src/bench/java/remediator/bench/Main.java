package remediator.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import remediator.json.Json;
import remediator.local.run.FlowCount;

/** {@code mvn -q -Pbench}: measures, prints a table, writes {@code target/bench.json}. */
public final class Main {
  private static final Path WORK = Path.of("target/bench");
  private static final Path ONLINE_TLS = Path.of("events/ec5-redis-7.1-online-tls.json");
  private static final Path REPLACE = Path.of("events/ec4-primary-and-two-replicas-replace.json");

  private Main() {}

  /** Takes a few minutes; a machine that does nothing else measures best. */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Path functions = WORK.toAbsolutePath();
    ManagedRuntime runtime = new ManagedRuntime(WORK.resolve("runtime/lib"), WORK);
    ColdStart cold = new ColdStart(runtime, functions);
    Map<String, ColdStart.Measured> starts = cold.run(Integer.getInteger("bench.starts", 15));
    cold.check();
    Table table =
        new Table(
            starts,
            cold.productCalls(),
            WarmRun.run(),
            PackageSize.of(WORK.resolve("product")),
            FlowCount.of(ONLINE_TLS),
            FlowCount.of(REPLACE));
    table.print(out);
    Files.writeString(Path.of("target/bench.json"), Json.write(table.json()));
    // DynamoDB Local leaves a thread that is no daemon.
    System.exit(0);
  }
}
