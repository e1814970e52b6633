using Microsoft.AspNetCore.Http;

namespace Mendix.PrivateCloud.LocalCluster.Http;

/// <summary>Lets a test see and disturb requests, before they take effect or after.</summary>
internal sealed class Interception(
    Func<LocalRequest, ValueTask<LocalFault?>>? beforeRequest, Func<LocalRequest, ValueTask<LocalFault?>>? afterRequest)
{
    public bool IsOn => beforeRequest is not null || afterRequest is not null;

    public bool HasAfter => afterRequest is not null;

    /// <summary>True when a fault took the place of the answer.</summary>
    public async ValueTask<bool> BeforeAsync(HttpContext context, LocalRequest request)
    {
        if (beforeRequest is null || await beforeRequest(request) is not { } fault)
        {
            return false;
        }

        await AnswerAsync(context, fault);
        return true;
    }

    /// <summary>Runs the request against a buffer, so that its answer can still be withheld once its effect is known.</summary>
    public async Task RunThenDecideAsync(HttpContext context, LocalRequest request, Func<Task> run)
    {
        var answer = context.Response.Body;
        using var buffer = new MemoryStream();
        context.Response.Body = buffer;
        try
        {
            await run();
        }
        catch (ApiFailure failure)
        {
            context.Response.Clear();
            await Responses.WriteFailureAsync(context, failure);
        }
        finally
        {
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
            context.Response.Body = answer;
        }

        if (await afterRequest!(request with { StatusCode = context.Response.StatusCode }) is { } fault)
        {
            context.Response.Clear();
            await AnswerAsync(context, fault);
            return;
        }

        buffer.Position = 0;
        await buffer.CopyToAsync(answer, context.RequestAborted);
    }

    private static Task AnswerAsync(HttpContext context, LocalFault fault)
    {
        if (fault.StatusCode is not { } code)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        if (fault.RetryAfter is { } pause)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(pause.TotalSeconds).ToString();
        }

        return Responses.WriteFailureAsync(context, new ApiFailure(code, fault.Reason, fault.Message));
    }
}
