package remediator.bench;

import java.nio.file.Path;
import java.util.Map;

/** {@code mvn -q -Pbench}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws Exception {
    Path work = Path.of("target/bench");
    Runtime runtime = new Runtime(work.resolve("runtime/lib"), work);
    ColdStart cold = new ColdStart(runtime, work.toAbsolutePath());
    Map<String, Sample> samples = cold.run(Integer.getInteger("bench.cold", 15));
    samples.forEach((name, sample) -> System.out.println(name + " " + sample.toMap()));
    System.out.println(cold.productCalls());
    System.out.println(cold.usualCalls());
  }
}
