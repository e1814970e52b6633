using Mendix.PrivateCloud.ImageBuild;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.TaskHost.Builds;

/// <summary>Logs each work of a build when it begins.</summary>
internal sealed class ProgressLog(ILogger logger) : IProgress<ImageBuildProgress>
{
    private ImageBuildStep? _step;

    public void Report(ImageBuildProgress value)
    {
        if (_step != value.Step)
        {
            _step = value.Step;
            logger.Begins(value.Step, value.TotalBytes);
        }
    }
}
