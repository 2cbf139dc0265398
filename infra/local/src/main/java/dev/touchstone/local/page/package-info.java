/**
 * A page that draws the dashboards of {@code grafana/dashboards} from Prometheus, where no Grafana runs, and shows the alerts
 * that Alertmanager delivers to it. The server hands over files and passes queries on; the drawing is done in the browser.
 */
package dev.touchstone.local.page;
