package remediator.local.template;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads a template's YAML; the short forms of the intrinsic functions become the long ones. */
final class CfnYaml {
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

  private CfnYaml() {}

  /** Only what JSON has: no dates (a policy's Version looks like one), no yes and no. */
  private static final class JsonTypes extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.BOOL, Pattern.compile("true|false|True|False"), "tTfF");
      addImplicitResolver(Tag.INT, Pattern.compile("-?(?:0|[1-9][0-9]*)"), "-0123456789");
      addImplicitResolver(Tag.FLOAT, Pattern.compile("-?[0-9]+\\.[0-9]+"), "-0123456789");
      addImplicitResolver(Tag.NULL, Pattern.compile("~|null| "), "~n\0");
      addImplicitResolver(Tag.NULL, Pattern.compile("$"), null);
    }
  }

  private static final class Intrinsics extends SafeConstructor {
    Intrinsics(LoaderOptions options) {
      super(options);
      yamlMultiConstructors.put("!", new LongForm());
    }

    private final class LongForm extends AbstractConstruct {
      @Override
      public Object construct(Node node) {
        String name = node.getTag().getValue().substring(1);
        String key = name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name;
        if (key.startsWith("Fn::") && !SHORT.contains(name)) {
          throw new InvalidTemplate(
              "line " + (node.getStartMark().getLine() + 1), "!" + name + " is not known");
        }
        return Map.of(key, value(node));
      }
    }

    private Object value(Node node) {
      return switch (node) {
        case ScalarNode scalar -> constructScalar(scalar);
        case SequenceNode sequence -> constructSequence(sequence);
        case MappingNode mapping -> constructMapping(mapping);
        default -> throw new InvalidTemplate(node.getStartMark().toString(), "not understood");
      };
    }
  }

  static Object read(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    DumperOptions none = new DumperOptions();
    return new Yaml(new Intrinsics(options), new Representer(none), none, options, new JsonTypes())
        .load(text);
  }
}
