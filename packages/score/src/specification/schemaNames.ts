const LABEL_PART = '[a-z0-9][a-z0-9-]{0,61}[a-z0-9]';

/** The kinds of names in a Score file, each with its bounds and what they mean in words. */
export const names = {
  label: {
    type: 'string',
    minLength: 2,
    maxLength: 63,
    pattern: `^${LABEL_PART}$`,
    description:
      '2 to 63 lower-case letters, digits and dashes, with a letter or digit at both ends',
  },
  typeName: {
    type: 'string',
    minLength: 2,
    maxLength: 63,
    pattern: '^[A-Za-z0-9][A-Za-z0-9-]{0,61}[A-Za-z0-9]$',
    description: '2 to 63 letters, digits and dashes, with a letter or digit at both ends',
  },
  resourceId: {
    type: 'string',
    minLength: 2,
    maxLength: 63,
    pattern: '^[a-z0-9]+(?:-+[a-z0-9]+)*(?:\\.[a-z0-9]+(?:-+[a-z0-9]+)*)*$',
    description:
      '2 to 63 lower-case letters, digits, dashes and dots, with a letter or digit at both ends and beside each dot',
  },
  annotationKey: {
    type: 'string',
    minLength: 2,
    maxLength: 316,
    pattern: `^((${LABEL_PART})(\\.${LABEL_PART})*/)?[A-Za-z0-9][A-Za-z0-9._-]{0,61}[A-Za-z0-9]$`,
    description:
      'an optional domain and a slash, then 2 to 63 letters, digits, dots, dashes and underscores with a letter or digit at both ends; each part of the domain has at least 2 characters',
  },
  variableName: {
    type: 'string',
    minLength: 1,
    pattern: '^[^=]+$',
    description: 'a text that is not empty and holds no "="',
  },
  headerName: {
    type: 'string',
    pattern: '^[A-Za-z0-9_-]+$',
    description: 'letters, digits, dashes and underscores',
  },
};

/** Numbers and quantities in a Score file. */
export const quantities = {
  port: {
    type: 'integer',
    minimum: 1,
    maximum: 65535,
    description: 'a whole number from 1 to 65535',
  },
  memory: {
    type: 'string',
    pattern: '^(0\\.\\d+|[1-9]\\d*(\\.\\d+)?)(K|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$',
    description:
      'an amount above 0 with an optional unit K, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi or Ei, such as "128Mi"',
  },
  cpu: {
    type: 'string',
    pattern: '^\\d+(?:m|\\.\\d+)?$',
    description: 'a number of cores such as "0.5", or of thousandths such as "500m"',
  },
  fileMode: {
    type: 'string',
    pattern: '^0?[0-7]{3}$',
    description: 'three octal digits in quotes, such as "0644"',
  },
};
