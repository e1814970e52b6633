using Microsoft.Extensions.Options;

namespace Mendix.PrivateCloud.Monitoring;

/// <summary>Refuses wrong options when the host starts.</summary>
internal sealed class MonitoringOptionsValidation : IValidateOptions<MonitoringOptions>
{
    public ValidateOptionsResult Validate(string? name, MonitoringOptions options)
    {
        var problems = options.Problems().ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
