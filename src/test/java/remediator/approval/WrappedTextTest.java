package remediator.approval;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrappedTextTest {
  @ParameterizedTest
  @CsvSource({
    "plain words stay, plain words stay",
    "short-id, short-id",
    "arn:aws:elasticache:us-east-1:111122223333:replicationgroup:billing-both,"
        + " arn:<wbr>aws:<wbr>elasticache:<wbr>us-<wbr>east-<wbr>1:<wbr>111122223333:"
        + "<wbr>replicationgroup:<wbr>billing-<wbr>both",
    "at master.orders.5b831f.use1.cache.amazonaws.com now,"
        + " at master.<wbr>orders.<wbr>5b831f.<wbr>use1.<wbr>cache.<wbr>amazonaws.<wbr>com now",
    "<b>not-markup-but-a-long-name</b>,"
        + " &lt;b&gt;not-<wbr>markup-<wbr>but-<wbr>a-<wbr>long-<wbr>name&lt;/<wbr>b&gt;",
    "'redis.Redis(host=h,port=p,ssl=True)',"
        + " 'redis.<wbr>Redis(<wbr>host=<wbr>h,<wbr>port=<wbr>p,<wbr>ssl=<wbr>True)'"
  })
  void idsMayBeWrappedBehindTheirSeparatorsOnly(String text, String html) {
    StringOutput out = new StringOutput();
    OwaspHtmlTemplateOutput output = new OwaspHtmlTemplateOutput(out);
    output.setContext("td", null);

    WrappedText.of(text).writeTo(output);

    assertThat(out).hasToString(html);
  }
}
