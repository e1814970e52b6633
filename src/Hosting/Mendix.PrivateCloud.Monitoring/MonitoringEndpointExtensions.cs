using Mendix.PrivateCloud.Monitoring;
using Mendix.PrivateCloud.Monitoring.Prometheus;
using Mendix.PrivateCloud.Operator;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Brings the operator's health and metrics into a web application.</summary>
public static class MonitoringEndpointExtensions
{
    /// <summary>
    /// Maps <c>/healthz</c> (restart me when this is not 200), <c>/readyz</c> (200 when the cluster is known, leading or standing by) and
    /// <c>/metrics</c> (the text format of Prometheus). They need <c>AddMonitoringServices()</c> or <c>AddMonitoring()</c>.
    /// </summary>
    /// <param name="endpoints">The routes.</param>
    /// <returns>All three, so that one can demand a port or an authorization of them.</returns>
    public static IEndpointConventionBuilder MapPrivateCloudMonitoring(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var group = endpoints.MapGroup("");
        group.MapMethods("/healthz", [HttpMethods.Get, HttpMethods.Head], context => TellAsync(context, HealthReport.Liveness));
        group.MapMethods("/readyz", [HttpMethods.Get, HttpMethods.Head], context => TellAsync(context, HealthReport.Readiness));
        group.MapMethods("/metrics", [HttpMethods.Get, HttpMethods.Head], TellMetricsAsync);
        return group;
    }

    private static Task TellAsync(HttpContext context, Func<OperatorState, HealthReport> report)
    {
        var health = report(context.RequestServices.GetRequiredService<OperatorState>());
        return WriteAsync(context, health.IsGood ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, "text/plain; charset=utf-8", health.Text);
    }

    private static Task TellMetricsAsync(HttpContext context) => WriteAsync(
        context, StatusCodes.Status200OK, PrometheusText.ContentType, PrometheusText.Write(context.RequestServices.GetRequiredService<MetricsCollector>().Collect()));

    private static async Task WriteAsync(HttpContext context, int status, string contentType, string text)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.Headers.CacheControl = "no-store";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.WriteAsync(text, context.RequestAborted);
        }
    }
}
