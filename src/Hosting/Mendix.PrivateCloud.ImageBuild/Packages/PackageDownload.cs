using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using Mendix.PrivateCloud.ImageBuild.Http;

namespace Mendix.PrivateCloud.ImageBuild.Packages;

/// <summary>Brings a package into a file; a broken connection is taken up where it broke, if it is still the same package.</summary>
internal sealed class PackageDownload(HttpClient http, ImageBuildOptions options, RetryPolicy retries, TimeProvider time)
{
    private const int BufferSize = 128 << 10;

    private RangeConditionHeaderValue? _version;

    /// <returns>The package's size in bytes.</returns>
    public async Task<long> FetchAsync(Uri source, string path, ProgressMeter meter, CancellationToken cancellationToken)
    {
        if (source is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            throw ImageBuildException.Configuration(
                $"The source '{SafeAddress.Of(source)}' is not an http or https address.", "Name the address of a deployment package.");
        }

        meter.Begin(ImageBuildStep.Downloading, totalBytes: null);
        _version = null;
        var patience = retries.Begin();
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        while (true)
        {
            var before = file.Position;
            ImageBuildException failure;
            try
            {
                await ReceiveAsync(source, file, meter, cancellationToken).ConfigureAwait(false);
                meter.End();
                return file.Length;
            }
            catch (ImageBuildException transient) when (transient.Kind == ImageBuildFailure.Transient)
            {
                failure = transient;
            }

            await patience.WaitAsync(failure, progressed: file.Position > before, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ReceiveAsync(Uri source, FileStream file, ProgressMeter meter, CancellationToken cancellationToken)
    {
        using var guard = new IdleGuard(options.IdleTimeout, time, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, source);
            if (file.Position > 0 && _version is not null)
            {
                request.Headers.Range = new RangeHeaderValue(file.Position, null);
                request.Headers.IfRange = _version;
            }

            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, guard.Token).ConfigureAwait(false);
            Prepare(response, source, file, meter);
            await using var body = await response.Content.ReadAsStreamAsync(guard.Token).ConfigureAwait(false);
            await CopyAsync(body, file, meter, guard).ConfigureAwait(false);
        }
        catch (Exception exception) when (TransportFailure.IsOne(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw TransportFailure.Describe(exception, source.Authority);
        }
    }

    /// <summary>Decides by the answer where in the file its body goes.</summary>
    private void Prepare(HttpResponseMessage response, Uri source, FileStream file, ProgressMeter meter)
    {
        var isContinuation = response.StatusCode == HttpStatusCode.PartialContent;
        if (isContinuation && response.Content.Headers.ContentRange?.From != file.Position)
        {
            Restart(file, meter);
            throw ImageBuildException.Transient($"{source.Authority} sent another part of the package than was asked for.");
        }

        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            Restart(file, meter);
            throw ImageBuildException.Transient($"The package at {SafeAddress.Of(source)} changed while it was downloaded.");
        }

        if (!response.IsSuccessStatusCode)
        {
            throw DownloadFailure.Of(response, source, TransportFailure.RetryAfter(response, time));
        }

        if (!isContinuation)
        {
            Restart(file, meter);
            _version = VersionOf(response);
        }

        var total = response.Content.Headers.ContentLength is { } length ? file.Position + length : (long?)null;
        meter.Total(total);
        if (total > options.MaxPackageSize)
        {
            throw TooLarge();
        }
    }

    private static void Restart(FileStream file, ProgressMeter meter)
    {
        file.SetLength(0);
        file.Position = 0;
        meter.Set(0);
    }

    private async Task CopyAsync(Stream body, FileStream file, ProgressMeter meter, IdleGuard guard)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int read;
            while ((read = await body.ReadAsync(buffer, guard.Token).ConfigureAwait(false)) > 0)
            {
                guard.Touch();
                if (file.Position + read > options.MaxPackageSize)
                {
                    throw TooLarge();
                }

                await StoreAsync(file, buffer.AsMemory(0, read), guard.Token).ConfigureAwait(false);
                meter.Set(file.Position);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async ValueTask StoreAsync(FileStream file, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await file.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            // Lest it be taken for a fault of the connection.
            throw WorkSpace.Unusable(options.WorkFolder, exception);
        }
    }

    /// <summary>What proves later that it is still the same package; null when a part of it could belong to another one.</summary>
    private static RangeConditionHeaderValue? VersionOf(HttpResponseMessage response) =>
        response.Headers.ETag is { IsWeak: false } tag ? new RangeConditionHeaderValue(tag)
            : response.Content.Headers.LastModified is { } modified ? new RangeConditionHeaderValue(modified)
            : null;

    private ImageBuildException TooLarge() => ImageBuildException.Configuration(
        $"The deployment package is larger than {options.MaxPackageSize:N0} bytes.",
        $"Make it smaller, or raise {nameof(ImageBuildOptions.MaxPackageSize)}.");
}
