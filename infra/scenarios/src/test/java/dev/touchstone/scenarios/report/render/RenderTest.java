package dev.touchstone.scenarios.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchstone.scenarios.report.Component;
import dev.touchstone.scenarios.report.Evidence;
import dev.touchstone.scenarios.report.Evidence.Line;
import dev.touchstone.scenarios.report.Finding;
import dev.touchstone.scenarios.report.Report;
import dev.touchstone.scenarios.report.Report.Compared;
import dev.touchstone.scenarios.report.Report.Comparison;
import dev.touchstone.scenarios.report.Report.Kind;
import dev.touchstone.scenarios.report.Report.Leg;
import dev.touchstone.scenarios.report.Report.Promise;
import dev.touchstone.scenarios.report.Report.Use;
import dev.touchstone.scenarios.report.Signal;
import dev.touchstone.scenarios.report.window.Mask;
import dev.touchstone.scenarios.report.window.Timeline;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class RenderTest {
    private static final Timeline TIMELINE = new Timeline(Instant.parse("2026-11-22T10:00:00Z"), Duration.ofSeconds(5), 4, 20);
    private static final Finding FINDING = new Finding(1, Component.SHOP_DB, Signal.SLOW, "shop-db is slow for <everybody>", 12, 300, 2, 0.75, 0.9,
            Mask.of(20, i -> i >= 8 && i < 12), List.of(Evidence.plotted("port_call_duration_seconds", "it took \"long\" & longer", "s",
            new Line("find", new double[] {0, 0, 0, Double.NaN, 0, 0, 0, 0, 1, 2, 3, 1, 0, 0, 0, 0, 0, 0, 0, 0}))), List.of("crm-api is slow"));

    @Test
    void writesJsonInTheAgreedWords() throws Exception {
        JsonNode json = new ObjectMapper().readTree(ReportJson.of(report(List.of(FINDING))));
        JsonNode finding = json.required("findings").required(0);
        assertThat(finding.required("rank").asInt()).isEqualTo(1);
        assertThat(finding.required("component").asText()).isEqualTo("shop-db");
        assertThat(finding.required("signal").asText()).isEqualTo("slow");
        assertThat(finding.required("cost").asDouble()).isEqualTo(12);
        assertThat(finding.required("share").asDouble()).isEqualTo(0.75);
        assertThat(finding.required("confidence").asDouble()).isEqualTo(0.9);
        assertThat(finding.required("evidence").required(0).required("said").asText()).isEqualTo("it took \"long\" & longer");
        assertThat(json.required("verdict").asText()).isEqualTo("shop-db is slow for <everybody>");
        assertThat(json.required("objectives").required(0).required("budgetBurned").isNull()).as("what is not known").isTrue();
        assertThat(json.required("comparison").required("numbers").required(0).required("before").asDouble()).isEqualTo(2);
    }

    @Test
    void saysThatNothingIsWrong() throws Exception {
        assertThat(new ObjectMapper().readTree(ReportJson.of(report(List.of()))).required("verdict").asText()).isEqualTo("nothing wrong");
        assertThat(ReportText.of(report(List.of()))).contains("Nothing wrong, as far as can be told.").contains("Missing: no numbers of s3");
        assertThat(ReportHtml.of(report(List.of()))).contains("Nothing wrong, as far as can be told");
    }

    @Test
    void tellsTheCauseItsCostAndWhatToDoAtTheShell() {
        assertThat(ReportText.of(report(List.of(FINDING)))).contains("1. shop-db: shop-db is slow for <everybody>", "About 12 orders were delayed or failed by it: 75 % of what went wrong",
                "- it took \"long\" & longer", "- this explains: crm-api is slow", "What to do: ");
    }

    @Test
    void writesAPageThatIsWellFormedAndNeedsNothingElse() throws Exception {
        String page = ReportHtml.of(report(List.of(FINDING)));
        assertThat(page).doesNotContain("<script", "<link", "@import", "url(", "src=").contains("shop-db is slow for &lt;everybody&gt;");
        String xml = page.replace("<!DOCTYPE html>", "").replace("<meta charset=\"utf-8\">", "").replaceAll("<meta name=[^>]*>", "").replace("<br>", "<br/>").replace("&nbsp;", " ");
        assertThat(DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml))).getElementsByTagName("svg").getLength())
                .as("a plot and the way of an order").isEqualTo(2);
    }

    private static Report report(List<Finding> findings) {
        return new Report(Instant.parse("2026-11-22T10:05:00Z"), TIMELINE, 16, findings, List.of("no numbers of s3"), List.of(),
                List.of(new Promise("price-shown", "conveyor/pricing", "in time", 0.95, 0, 0, Double.NaN)),
                List.of(new Leg("waiting for casting", Kind.WAITING, Component.CASTING, 2, 10), new Leg("casting", Kind.WORKING, Component.CASTING, 1, 10)), List.of(),
                List.of(new Use("s3", Double.NaN, "1 request", "", "", false)), List.of(),
                Optional.of(new Comparison(TIMELINE.start(), TIMELINE.from(), List.of(new Compared("time of a request", true, 2, 1)))), List.of());
    }
}
