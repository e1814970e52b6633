namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>The class of a field error; <see cref="FieldError.Reason"/> is its name on the wire.</summary>
internal enum FieldErrorReason
{
    Required,
    Invalid,
    TypeInvalid,
    NotSupported,
    Duplicate,
    Forbidden,
    TooLong,
    TooMany,
}
