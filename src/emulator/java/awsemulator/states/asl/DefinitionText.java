package awsemulator.states.asl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A definition's text, in YAML or in JSON, which is YAML too. Read as CloudFormation's provider for
 * state machines reads it: by Jackson, which resolves no anchors and takes an unquoted on or off
 * for a boolean.
 */
public final class DefinitionText {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private DefinitionText() {}

  /**
   * Reads one value.
   *
   * @param file named in errors
   */
  public static Object read(String file, String text) {
    try {
      refuseAnchors(file, text);
      return MAPPER.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      throw new InvalidDefinition(file, "not YAML: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void refuseAnchors(String file, String text) throws IOException {
    try (YAMLParser parser = MAPPER.getFactory().createParser(text)) {
      while (parser.nextToken() != null) {
        if (parser.isCurrentAlias() || parser.getObjectId() != null) {
          throw new InvalidDefinition(
              file,
              "line "
                  + parser.currentTokenLocation().getLineNr()
                  + ": an anchor, which is not resolved where the machine is made");
        }
      }
    }
  }
}
