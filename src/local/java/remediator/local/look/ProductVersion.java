package remediator.local.look;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which version of the product is tried here. */
public final class ProductVersion {
  private static final Pattern OWN = Pattern.compile("</artifactId>\\s*<version>([^<]+)</version>");

  private ProductVersion() {}

  /** As the pom says, by which the run was started. */
  public static String ofThisFolder() {
    try {
      Matcher version = OWN.matcher(Files.readString(Path.of("pom.xml")));
      return version.find() ? version.group(1) : "unknown";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
