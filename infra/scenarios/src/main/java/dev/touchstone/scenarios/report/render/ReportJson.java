package dev.touchstone.scenarios.report.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.scenarios.report.Evidence;
import dev.touchstone.scenarios.report.Finding;
import dev.touchstone.scenarios.report.Report;
import dev.touchstone.scenarios.report.Report.Use;
import java.io.UncheckedIOException;
import java.util.Locale;

/** A report for programs. Times are ISO instants and seconds; what is not known is null. */
public final class ReportJson {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ReportJson() {
    }

    public static String of(Report report) {
        ObjectNode json = JSON.createObjectNode();
        json.put("madeAt", report.madeAt().toString()).put("from", report.timeline().from().toString()).put("to", report.timeline().to().toString());
        json.put("verdict", report.findings().isEmpty() ? "nothing wrong" : report.findings().getFirst().title());
        number(json, "orders", report.orders());
        ArrayNode findings = json.putArray("findings");
        report.findings().forEach(finding -> finding(findings.addObject(), finding, report));
        texts(json.putArray("gaps"), report.gaps());
        texts(json.putArray("notes"), report.notes());
        ArrayNode objectives = json.putArray("objectives");
        report.objectives().forEach(promise -> {
            ObjectNode one = objectives.addObject().put("name", promise.name()).put("component", promise.component()).put("meaning", promise.meaning());
            number(one, "target", promise.target());
            number(one, "events", promise.events());
            number(one, "bad", promise.bad());
            number(one, "budgetBurned", promise.burned());
            one.put("kept", promise.kept() || promise.events() == 0);
        });
        ArrayNode path = json.putArray("path");
        report.path().forEach(leg -> {
            ObjectNode one = path.addObject().put("name", leg.name()).put("kind", leg.kind().name().toLowerCase(Locale.ROOT)).put("component", leg.component().label());
            number(one, "meanSeconds", leg.mean());
            number(one, "number", leg.number());
        });
        ArrayNode ports = json.putArray("ports");
        report.ports().forEach(port -> {
            ObjectNode one = ports.addObject().put("service", port.service()).put("call", port.call()).put("adapter", port.adapter());
            number(one, "calls", port.calls());
            number(one, "meanSeconds", port.mean());
            number(one, "usualSeconds", port.usual());
            number(one, "failed", port.failed());
            number(one, "totalSeconds", port.seconds());
        });
        ArrayNode use = json.putArray("use");
        for (Use resource : report.use()) {
            ObjectNode one = use.addObject().put("resource", resource.resource());
            number(one, "utilisation", resource.utilisation());
            one.put("utilised", resource.utilised()).put("saturation", resource.saturated()).put("errors", resource.errors()).put("attention", resource.attention());
        }
        ArrayNode errors = json.putArray("errors");
        report.errors().forEach(error -> number(errors.addObject().put("where", error.where()).put("what", error.what()), "number", error.number()));
        report.comparison().ifPresentOrElse(comparison -> {
            ObjectNode one = json.putObject("comparison").put("from", comparison.from().toString()).put("to", comparison.to().toString());
            ArrayNode numbers = one.putArray("numbers");
            comparison.numbers().forEach(number -> {
                ObjectNode line = numbers.addObject().put("what", number.what());
                number(line, "before", number.before());
                number(line, "now", number.now());
            });
        }, () -> json.putNull("comparison"));
        ArrayNode traces = json.putArray("traces");
        report.traces().forEach(trace -> {
            ObjectNode one = traces.addObject().put("trace", trace.trace()).put("what", trace.what()).put("at", trace.at().toString());
            number(one, "seconds", trace.seconds());
            one.put("address", trace.address().orElse(null));
        });
        try {
            return JSON.writeValueAsString(json) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void finding(ObjectNode json, Finding finding, Report report) {
        json.put("rank", finding.rank()).put("component", finding.component().label()).put("signal", finding.signal().code()).put("title", finding.title());
        number(json, "cost", finding.cost());
        number(json, "share", finding.share());
        number(json, "confidence", finding.confidence());
        number(json, "secondsLost", finding.seconds());
        number(json, "failed", finding.failed());
        if (!finding.when().isEmpty()) {
            json.put("since", report.timeline().at(finding.when().first()).toString()).put("until", report.timeline().at(finding.when().last()).toString());
        }
        json.put("advice", finding.signal().advice());
        ArrayNode evidence = json.putArray("evidence");
        for (Evidence one : finding.evidence()) {
            evidence.addObject().put("said", one.said()).put("metric", one.metric());
        }
        texts(json.putArray("explains"), finding.explains());
    }

    private static void texts(ArrayNode array, Iterable<String> texts) {
        texts.forEach(array::add);
    }

    /** To four places; JSON knows no NaN. */
    private static void number(ObjectNode json, String name, double value) {
        if (Double.isFinite(value)) {
            json.put(name, Math.round(value * 10_000) / 10_000.0);
        } else {
            json.putNull(name);
        }
    }
}
