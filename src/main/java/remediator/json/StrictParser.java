package remediator.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;

/**
 * Refuses what Jackson has no setting for: half of a surrogate pair, which no UTF-8 can carry on,
 * and a number that a double holds as infinity only.
 */
final class StrictParser extends JsonParserDelegate {
  StrictParser(JsonParser parser) {
    super(parser);
  }

  @Override
  public JsonToken nextToken() throws IOException {
    JsonToken token = super.nextToken();
    if ((token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING) && hasHalf(getText())) {
      throw new InvalidJsonException("a text has half of a surrogate pair", currentTokenLocation());
    }
    if (token == JsonToken.VALUE_NUMBER_FLOAT && Double.isInfinite(getDoubleValue())) {
      throw new InvalidJsonException("a number is larger than can be held", currentTokenLocation());
    }
    return token;
  }

  /** By {@link #nextToken()}, so that a member that no record has is read as strictly. */
  @Override
  public JsonParser skipChildren() throws IOException {
    int open = isExpectedStartObjectToken() || isExpectedStartArrayToken() ? 1 : 0;
    while (open > 0) {
      JsonToken token = nextToken();
      if (token == null) {
        break;
      }
      open += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }
    return this;
  }

  private static boolean hasHalf(String text) {
    return text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE);
  }
}
