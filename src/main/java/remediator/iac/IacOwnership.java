package remediator.iac;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import remediator.group.CacheGroup;

/**
 * Who seems to have made a group, by its tags. CloudFormation (and so CDK and SAM) marks what it
 * makes, and controllers in Kubernetes do; Terraform and Pulumi leave no mark of their own, only
 * what their users tag.
 *
 * @param why a sentence that says how sure it is
 * @param sign the tag that tells, {@code key=value}; empty where none does
 */
public record IacOwnership(Tool tool, String why, String sign) {
  /** What the group may be described in. */
  public enum Tool {
    CLOUDFORMATION("a CloudFormation stack", "the stack's template", true),
    CROSSPLANE("Crossplane", "the managed resource's manifest (spec.forProvider)", true),
    ACK("AWS Controllers for Kubernetes", "the ReplicationGroup's manifest (spec)", true),
    CONFIG_CONNECTOR("a config connector", "the resource's manifest", true),
    PULUMI_OPERATOR("the Pulumi operator", "the program of the Stack that it runs", true),
    TERRAFORM_CONTROLLER(
        "a controller that runs Terraform", "the Terraform code that it applies", true),
    GITOPS("a GitOps controller", "the manifest in its repository", true),
    TERRAFORM("Terraform", "the Terraform code", false),
    PULUMI("Pulumi", "the Pulumi program", false),
    TEMPLATE_TOOL("CDK, SAM or CloudFormation", "the app or the template", false),
    PLAYBOOK("a playbook", "the playbook", false),
    UNKNOWN("no tool that is known", "the code", false);

    private final String title;
    private final String source;
    private final boolean reconciles;

    Tool(String title, String source, boolean reconciles) {
      this.title = title;
      this.source = source;
      this.reconciles = reconciles;
    }

    /** By its name; unknown, where there is none. */
    public static Tool of(String name) {
      return Stream.of(values()).filter(t -> t.name().equals(name)).findFirst().orElse(UNKNOWN);
    }

    /** For people. */
    public String title() {
      return title;
    }

    /** What is to be changed there. */
    public String source() {
      return source;
    }

    /** Whether it undoes by itself what others change; if not, it complains when it is run next. */
    public boolean reconciles() {
      return reconciles;
    }
  }

  /** A tag that tells of a tool. */
  private record Sign(Tool tool, Pattern key, Pattern value) {
    static Sign byKey(Tool tool, String key) {
      return new Sign(tool, ignoringCase(key), ignoringCase(".*"));
    }

    /** Such as {@code ManagedBy=Crossplane}. */
    static Sign byManager(Tool tool, String value) {
      return new Sign(tool, MANAGER, ignoringCase("(.*[^a-z])?(" + value + ")([^a-z].*)?"));
    }

    static Sign anywhere(Tool tool, String text) {
      return new Sign(tool, ignoringCase(".*(" + text + ").*"), ignoringCase(".*"));
    }

    boolean matches(String tagKey, String tagValue) {
      return key.matcher(tagKey).matches() && value.matcher(tagValue).matches();
    }
  }

  private static final Pattern MANAGER =
      ignoringCase(
          "(.*[:/])?(managed|maintained|provisioned|created|deployed|owned|reconciled|controlled)"
              + "[-_. ]?(by|with|via|from)|(.*[:/])?(provisioner|iac|iac[-_. ]?tool|controller)");

  private static final String TERRAFORM_RUNNER =
      "(tf|tofu|terraform|opentofu|hcp-terraform)[-_ ]?(controller|operator)";

  /** The first that matches tells; controllers come before what people only run. */
  private static final List<Sign> SIGNS =
      List.of(
          Sign.byKey(Tool.CROSSPLANE, "crossplane-(kind|name|providerconfig|namespace|claim.*)"),
          Sign.byKey(Tool.CROSSPLANE, "(.*[./])?crossplane\\.io(/.*)?|(.*[./])?upbound\\.io(/.*)?"),
          Sign.byManager(Tool.CROSSPLANE, "crossplane|upbound"),
          Sign.byKey(Tool.ACK, "(.*\\.)?services\\.k8s\\.aws/.*"),
          Sign.byManager(
              Tool.ACK, "aws[- ]controllers[- ]for|ack|ack[-_ ][a-z0-9-]+|services\\.k8s\\.aws"),
          Sign.byKey(
              Tool.CONFIG_CONNECTOR, "managed-by-cnrm|(.*\\.)?cnrm\\.cloud\\.google\\.com/.*"),
          Sign.byManager(Tool.CONFIG_CONNECTOR, "config[-_ ]?(connector|controller)|cnrm|kcc"),
          Sign.byKey(Tool.PULUMI_OPERATOR, "(.*[./])?(auto\\.)?pulumi\\.com/.*"),
          Sign.byManager(Tool.PULUMI_OPERATOR, "pulumi[-_ ](kubernetes[-_ ])?operator"),
          Sign.anywhere(
              Tool.TERRAFORM_CONTROLLER, TERRAFORM_RUNNER + "|infra\\.contrib\\.fluxcd\\.io"),
          Sign.byManager(Tool.TERRAFORM_CONTROLLER, TERRAFORM_RUNNER),
          Sign.byKey(
              Tool.GITOPS,
              "argocd\\.argoproj\\.io/.*|(kustomize|helm)\\.toolkit\\.fluxcd\\.io/.*|kro\\.run/.*"),
          Sign.byManager(Tool.GITOPS, "argo[-_ ]?cd|flux(cd)?|kro|config[-_ ]?sync"),
          Sign.anywhere(Tool.TERRAFORM, "terraform|opentofu|terragrunt"),
          new Sign(
              Tool.TERRAFORM,
              ignoringCase(".*"),
              ignoringCase(".*(terraform|opentofu|terragrunt|hashicorp/aws).*")),
          Sign.byManager(Tool.TERRAFORM, "tf|tofu|atlantis|spacelift|env0|scalr|hcp"),
          Sign.byKey(Tool.PULUMI, "pulumi([:/-].*)?|.*[:/]pulumi"),
          Sign.byManager(Tool.PULUMI, "pulumi"),
          Sign.byKey(Tool.TEMPLATE_TOOL, "(aws[-_:]?)?cdk([:/-].*)?"),
          Sign.byManager(Tool.TEMPLATE_TOOL, "(aws[-_ ]?)?cdk|(aws[-_ ]?)?sam|cloudformation|cfn"),
          Sign.byManager(Tool.PLAYBOOK, "ansible|chef|puppet|salt(stack)?"));

  /**
   * Marks by which a controller knows what is its own. A copy that carried them could be taken for
   * the original: adopted, changed back, or deleted as one too many.
   */
  private static final Pattern IDENTITY =
      ignoringCase(
          "crossplane-.*|(.*[./])?(crossplane|upbound)\\.io(/.*)?|(.*\\.)?services\\.k8s\\.aws/.*"
              + "|managed-by-cnrm|(.*\\.)?cnrm\\.cloud\\.google\\.com/.*|(.*[./])?pulumi\\.com/.*"
              + "|argocd\\.argoproj\\.io/.*|(kustomize|helm)\\.toolkit\\.fluxcd\\.io/.*"
              + "|infra\\.contrib\\.fluxcd\\.io/.*|kro\\.run/.*");

  private static Pattern ignoringCase(String pattern) {
    return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
  }

  /** The owner of a group, by AWS's own tag on it or by the others. */
  public static IacOwnership of(CacheGroup group) {
    return of(group, Optional.empty());
  }

  /**
   * Guesses.
   *
   * @param stack that made the first group, by AWS's own tag, which no copy can carry
   */
  static IacOwnership of(CacheGroup group, Optional<String> stack) {
    Optional<String> known = stack.or(group::stack);
    if (known.isPresent()) {
      return new IacOwnership(
          Tool.CLOUDFORMATION,
          "The stack " + known.get() + " made it, as AWS's own tag said.",
          "aws:cloudformation:stack-name=" + known.get());
    }
    Map<String, String> tags = new TreeMap<>(group.spec().tags());
    for (Sign sign : SIGNS) {
      for (Map.Entry<String, String> tag : tags.entrySet()) {
        if (sign.matches(tag.getKey(), tag.getValue())) {
          String text = tag.getKey() + "=" + tag.getValue();
          return new IacOwnership(sign.tool(), sentence(sign.tool(), text), text);
        }
      }
    }
    return new IacOwnership(
        Tool.UNKNOWN,
        "Whether Terraform or CloudFormation manages this group is not known. If one does:",
        "");
  }

  private static String sentence(Tool tool, String tag) {
    return tool.reconciles()
        ? "By its tag " + tag + " it is kept in line by " + tool.title() + "."
        : "Not certain: by its tag "
            + tag
            + " this group seems to be managed by "
            + tool.title()
            + ".";
  }

  /** The keys of tags that make a group a controller's own, and that a new one must not carry. */
  public static Set<String> identityTags(Map<String, String> tags) {
    return tags.keySet().stream()
        .filter(IacOwnership::isIdentityTag)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a tag of this key makes a group a controller's own. */
  public static boolean isIdentityTag(String key) {
    return IDENTITY.matcher(key).matches();
  }
}
