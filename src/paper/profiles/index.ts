import {paper} from './paper.ts';
import type {Profile} from './profile.ts';
import {quick} from './quick.ts';
import {standard} from './standard.ts';

/** The profiles by name; the first is the default. */
export const profiles: Readonly<Record<Profile['name'], Profile>> = {quick, standard, paper};
