using Mendix.PrivateCloud.LocalCluster.Discovery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.LocalCluster.Http;

/// <summary>The way of every request: token, interception, discovery or objects, failures as a Status.</summary>
internal sealed class ApiServer(
    TokenCheck token, Interception interception, DiscoveryHandler discovery, ResourceHandler resources, ILogger logger)
{
    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            await HandleCheckedAsync(context);
        }
        catch (ApiFailure failure) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            await Responses.WriteFailureAsync(context, failure);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone; nobody reads an answer.
        }
        catch (Exception unexpected) when (!context.Response.HasStarted)
        {
            Log.RequestFailed(logger, unexpected, context.Request.Method, context.Request.Path);
            context.Response.Clear();
            await Responses.WriteFailureAsync(context, Failures.Internal($"Internal error occurred: {unexpected.Message}"));
        }
    }

    private async Task HandleCheckedAsync(HttpContext context)
    {
        if (!token.Accepts(context.Request))
        {
            throw Failures.Unauthorized();
        }

        var path = RequestPath.Parse(context.Request.Path.Value!);
        var request = interception.IsOn ? LocalRequest.From(context, path) : null;
        if (request is not null && await interception.BeforeAsync(context, request))
        {
            return;
        }

        if (path is null)
        {
            if (!await discovery.TryHandleAsync(context))
            {
                throw Failures.PathNotFound();
            }

            return;
        }

        var body = HttpMethods.IsGet(context.Request.Method) ? [] : await RequestBody.ReadAsync(context.Request, context.RequestAborted);
        if (ReviewHandler.Find(context, path) is { } review)
        {
            await ReviewHandler.AnswerAsync(context, review, body);
            return;
        }

        if (request is null || request.IsWatch || !interception.HasAfter)
        {
            await resources.HandleAsync(context, path, body);
            return;
        }

        await interception.RunThenDecideAsync(context, request, () => resources.HandleAsync(context, path, body));
    }
}
