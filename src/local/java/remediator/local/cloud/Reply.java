package remediator.local.cloud;

import java.util.Map;

/** An HTTP answer; its body is UTF-8 text. */
public record Reply(int status, Map<String, String> headers, String body) {}
