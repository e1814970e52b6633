using Azure;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Diagnosis;

/// <summary>What an error reported by the server means, by its code (Azure documentation, Blob Storage error codes; reference, cloud storage E.6).</summary>
internal static class ServerFailure
{
    public static AzureBlobFailure Of(RequestFailedException error, AzureBlobPlan plan) => error.ErrorCode switch
    {
        "AuthenticationFailed" => Configuration(CheckSubjects.Credentials,
            $"The account '{plan.AccountName}' refused its key.",
            "Put one of the account's two keys into the plan's Secret under 'accountKey'; if it is there, set the clock of this machine."),
        // Azure says this of its network rules, Azurite also of a wrong key.
        "AuthorizationFailure" => Configuration(CheckSubjects.Credentials,
            $"The account '{plan.AccountName}' does not let this request in (AuthorizationFailure).",
            "Let the network rules of the account admit this machine, and check the key in the plan's Secret under 'accountKey'."),
        "KeyBasedAuthenticationNotPermitted" => Configuration(CheckSubjects.Credentials,
            $"The account '{plan.AccountName}' accepts no account keys.",
            "Turn on 'Allow storage account key access' in the configuration of the account."),
        "AccountIsDisabled" => Configuration(CheckSubjects.Credentials,
            $"The account '{plan.AccountName}' is disabled.",
            "Enable it in Azure, or name another account in the plan."),
        "ContainerNotFound" when plan.ContainerName is { } container => Configuration(CheckSubjects.Container,
            $"The container '{container}' does not exist in the account '{plan.AccountName}'.",
            "Create it, name another in the plan's field 'containerName', or leave the field out for a container per environment."),
        "ContainerBeingDeleted" => Transient(
            "A container of this name is still being deleted.",
            "It can be tried again; Azure keeps the name for at least 30 seconds."),
        "ContainerAlreadyExists" or "ContainerNotFound" or "ConditionNotMet" => Transient(
            $"The container was made, changed or deleted at the same moment ({error.ErrorCode}).",
            "It can be tried again; what is there is looked at first."),
        ['L', 'e', 'a', 's', 'e', ..] => Transient(
            $"Somebody holds a lease on the container ({error.ErrorCode}).",
            "It can be tried again. Break the lease in Azure if this stays."),
        "ServerBusy" or "OperationTimedOut" or "InternalError" => Transient(
            $"The account '{plan.AccountName}' is busy ({error.ErrorCode}).",
            "It can be tried again."),
        _ => ByStatus(error, plan),
    };

    private static AzureBlobFailure ByStatus(RequestFailedException error, AzureBlobPlan plan)
    {
        var says = error.ErrorCode is { } code ? $"{error.Status} {code}" : $"{error.Status}";
        return error.Status switch
        {
            401 or 403 => Configuration(CheckSubjects.Credentials,
                $"The account '{plan.AccountName}' at {plan.Address} refused the request ({says}).",
                "Check the key in the plan's Secret under 'accountKey' and the settings of the account."),
            404 => Configuration(CheckSubjects.Reachable,
                $"There is no account '{plan.AccountName}' at {plan.Address} ({says}).",
                "Check the plan's fields 'accountName' and 'endpoint'."),
            408 or 429 or >= 500 => Transient(
                $"The server {plan.Address} did not do what was asked ({says}).",
                "It can be tried again. Look at the health of the account if this stays."),
            _ => Configuration(CheckSubjects.Container,
                $"The server {plan.Address} cannot do this ({says}).",
                "Check the kind and the settings of the account."),
        };
    }

    private static AzureBlobFailure Configuration(string subject, string problem, string remedy) =>
        new(subject, FailureKind.Configuration, problem, remedy);

    private static AzureBlobFailure Transient(string problem, string remedy) =>
        new(CheckSubjects.Reachable, FailureKind.Transient, problem, remedy);
}
