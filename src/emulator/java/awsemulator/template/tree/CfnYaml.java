package awsemulator.template.tree;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a template's YAML; the short forms of the intrinsic functions become the long ones. */
public final class CfnYaml {
  private static final Set<String> SHORT =
      Set.of(
          "Sub",
          "GetAtt",
          "If",
          "Equals",
          "Not",
          "And",
          "Or",
          "Join",
          "Select",
          "Split",
          "FindInMap");

  /**
   * Only what JSON has: yes and no are texts, and an anchor's name is a text as for CloudFormation.
   */
  private static final YAMLFactory FACTORY =
      YAMLFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
          .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
          .build();

  private CfnYaml() {}

  /**
   * Reads one document.
   *
   * @throws InvalidTemplate where it is not YAML, has a key twice or a function that is not known
   */
  public static Object read(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      Object value = value(parser);
      if (parser.nextToken() != null) {
        throw new InvalidTemplate(line(parser), "a second document begins");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new InvalidTemplate("line " + e.getLocation().getLineNr(), e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory can be read", e);
    }
  }

  private static Object value(JsonParser parser) throws IOException {
    String tag = (String) parser.getTypeId();
    return tag == null ? plain(parser) : Map.of(longForm(tag, parser), plain(parser));
  }

  private static Object plain(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String key = parser.currentName();
          parser.nextToken();
          object.put(key, value(parser));
        }
        yield object;
      }
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser));
        }
        yield list;
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> parser.getText();
    };
  }

  private static String longForm(String tag, JsonParser parser) {
    if (tag.equals("Ref") || tag.equals("Condition")) {
      return tag;
    }
    if (!SHORT.contains(tag)) {
      throw new InvalidTemplate(line(parser), "!" + tag + " is not known");
    }
    return "Fn::" + tag;
  }

  private static String line(JsonParser parser) {
    return "line " + parser.currentTokenLocation().getLineNr();
  }
}
