import { ProblemSchema } from '@huiyin/contract';
import type { INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';
import { API_KEY_SECURITY } from '../keys/needs-api-key.ts';

/** The OpenAPI document at /api/openapi.json and a page to read it at /api/docs. */
export function documentApi(app: INestApplication): void {
  SwaggerModule.setup('api/docs', app, () => apiDocumentOf(app), {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
    customSiteTitle: 'Huiyin API',
  });
}

/** What the document says of the operations of an app. */
export function apiDocumentOf(app: INestApplication): OpenAPIObject {
  const description = new DocumentBuilder()
    .setTitle('Huiyin 回音')
    .setDescription(
      'Ratings and letters in, figures and disclosed letters out. Public operations need no key and carry an empty security requirement; the others name the key they need.',
    )
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addSecurity(API_KEY_SECURITY, {
      type: 'http',
      scheme: 'bearer',
      description: 'An API key, hyk_…, which whoever runs the site makes with npm run api-keys.',
    })
    .build();
  return withProblems(SwaggerModule.createDocument(app, description));
}

/** Every operation refuses in the same form, so the document says it of each: whoever writes a client can rely on it. */
function withProblems(document: OpenAPIObject): OpenAPIObject {
  const refused = {
    description:
      'Refused, or not possible just now (503, with Retry-After): problem details (RFC 9457) with a code and a sentence in the language asked for.',
    content: {
      'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
    },
  };
  for (const operations of Object.values(document.paths)) {
    for (const operation of [operations.get, operations.post, operations.put, operations.delete]) {
      if (operation !== undefined) operation.responses['default'] = refused;
    }
  }
  const schema = z.toJSONSchema(ProblemSchema, { target: 'openapi-3.0' });
  return {
    ...document,
    components: {
      ...document.components,
      schemas: { ...document.components?.schemas, Problem: schema as object },
    },
  };
}
