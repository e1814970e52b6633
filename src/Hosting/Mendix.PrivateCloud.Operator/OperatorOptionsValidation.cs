using Mendix.PrivateCloud.Reconciling;
using Microsoft.Extensions.Options;

namespace Mendix.PrivateCloud.Operator;

/// <summary>Refuses wrong options when the host starts, not when the operator first leads.</summary>
internal sealed class OperatorOptionsValidation : IValidateOptions<OperatorOptions>
{
    public ValidateOptionsResult Validate(string? name, OperatorOptions options)
    {
        var problems = new List<string>();
        if (options.Namespaces.Any(string.IsNullOrWhiteSpace))
        {
            // An empty name means all namespaces to the API server, which nobody means who names one.
            problems.Add($"{nameof(OperatorOptions)}.{nameof(OperatorOptions.Namespaces)} holds an empty name. Name a namespace, or leave the list empty to manage the whole cluster.");
        }

        Check(nameof(OperatorOptions.Controllers), options.Controllers);
        Check(nameof(OperatorOptions.StorageControllers), options.StorageControllers);
        Check(nameof(OperatorOptions.BuildControllers), options.BuildControllers);
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);

        void Check(string property, ControllerOptions controllers)
        {
            try
            {
                controllers.Validate();
            }
            catch (OptionsValidationException exception)
            {
                problems.AddRange(exception.Failures.Select(failure => $"{nameof(OperatorOptions)}.{property}: {failure}"));
            }
        }
    }
}
