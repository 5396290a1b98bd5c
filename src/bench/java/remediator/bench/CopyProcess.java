package remediator.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import remediator.copy.GroupCopy;
import remediator.json.StrictJson;
import remediator.probe.VpcSocketFactory;

/** Copies and compares in a process of its own, as the function does, and says what it took. */
public final class CopyProcess {
  private CopyProcess() {}

  /** Reads what to do from the standard input, and writes an object to the standard output. */
  public static void main(String[] arguments) throws IOException {
    Map<String, Object> input =
        new LinkedHashMap<>(StrictJson.readObject(System.in.readAllBytes()));
    GroupCopy copies = new GroupCopy(new VpcSocketFactory());
    Map<String, Object> result = new LinkedHashMap<>();
    for (String work : new String[] {"measure", "copy", "compare"}) {
      input.put("work", work);
      input.remove("position");
      long begun = System.nanoTime();
      Map<String, Object> answer = copies.run(input, Duration.ofMinutes(15));
      while (Boolean.FALSE.equals(answer.get("done")) && !answer.containsKey("problem")) {
        input.put("position", answer.get("position"));
        answer = copies.run(input, Duration.ofMinutes(15));
      }
      answer.remove("position");
      answer.put("seconds", (System.nanoTime() - begun) / 1e9);
      result.put(work, answer);
    }
    result.put("peakMb", peakMegabytes());
    System.out.write(StrictJson.writeBytes(result));
    System.out.flush();
  }

  /** The most that the process had in memory at a time, its heap and all else. */
  private static long peakMegabytes() throws IOException {
    return Files.readString(Path.of("/proc/self/status"), UTF_8)
        .lines()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }
}
